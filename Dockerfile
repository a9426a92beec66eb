# A small image around the static binary:
#   docker build -t cooperage . && docker run -p 8090:8090 -v cooperage:/data cooperage
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w" -o /cooperage .

FROM alpine:3.22
RUN apk add --no-cache ca-certificates tzdata \
	&& adduser -D -H -u 10001 cooperage \
	&& install -d -o cooperage /data
COPY --from=build /cooperage /usr/local/bin/cooperage
USER cooperage
VOLUME /data
EXPOSE 8090
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
	CMD wget -qO /dev/null http://127.0.0.1:8090/healthz || exit 1
ENTRYPOINT ["cooperage"]
CMD ["serve", "--http", "0.0.0.0:8090", "--dir", "/data"]
