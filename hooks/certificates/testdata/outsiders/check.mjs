// Checks what the co-op signs with programs that others wrote, against the running server. Standard input is
// {"contexts": {address: document}, "cases": [{"name", "credential" or "token"}]}; standard output says for each name
// what they make of it. Only contexts come from the caller: keys and status lists are fetched from the server.
import * as vc from '@digitalbazaar/vc';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
import {createRemoteJWKSet, jwtVerify} from 'jose';
import {text} from 'node:stream/consumers';

const {contexts, origin, cases} = JSON.parse(await text(process.stdin));

const get = async (url) => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
};

// did:web is resolved as its specification says; a key is found in its controller's document.
async function documentLoader(url) {
  if (contexts[url]) return {contextUrl: null, documentUrl: url, document: contexts[url]};
  if (!url.startsWith('did:web:')) return {contextUrl: null, documentUrl: url, document: await get(url)};
  const [did, fragment] = url.split('#');
  const host = decodeURIComponent(did.slice('did:web:'.length));
  const document = await get(`${host.startsWith('127.') ? 'http' : 'https'}://${host}/.well-known/did.json`);
  if (!fragment) return {contextUrl: null, documentUrl: url, document};
  const method = document.verificationMethod.find((m) => m.id === url);
  if (!method) throw new Error(`no such key: ${url}`);
  return {contextUrl: null, documentUrl: url, document: {'@context': 'https://w3id.org/security/multikey/v1', ...method}};
}

const suite = new DataIntegrityProof({cryptosuite});
const statusOf = (options) => checkStatus({...options, suite, documentLoader, verifyBitstringStatusListCredential: true});

// taken says by which lists it was taken back, or "valid".
function taken(result) {
  if (!result.verified) return `status unknown: ${result.error?.message}`;
  const on = result.results.filter((r) => r.status).map((r) => r.credentialStatus.statusPurpose);
  return on.length ? on.join(' ') : 'valid';
}

const messages = (error) => [error?.message, ...(error?.errors ?? []).flatMap((e) => messages(e)), error?.cause && messages(error.cause)].flat().filter(Boolean);

async function checkCredential(credential) {
  const result = await vc.verifyCredential({credential, suite, documentLoader, checkStatus: statusOf});
  if (result.verified) return taken(result.statusResult);
  const said = messages(result.error).join('; ');
  if (/is after "validUntil"/.test(said)) return 'expired';
  if (/is before "validFrom"/.test(said)) return 'not yet valid';
  if (/no such key/.test(said)) return 'unknown key';
  if (/Invalid signature/.test(said)) return 'invalid signature';
  return said;
}

const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', origin));

async function checkToken(token) {
  let payload;
  try {
    ({payload} = await jwtVerify(token, keys, {algorithms: ['RS256'], typ: 'JWT'}));
  } catch (error) {
    return {ERR_JWT_EXPIRED: 'expired', ERR_JWKS_NO_MATCHING_KEY: 'unknown key', ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'invalid signature'}[error.code] ??
      (error.claim === 'nbf' ? 'not yet valid' : `${error.code}: ${error.message}`);
  }
  return taken(await statusOf({credential: payload}));
}

const answers = {};
for (const c of cases) answers[c.name] = c.token ? await checkToken(c.token) : await checkCredential(JSON.parse(c.credential));
console.log(JSON.stringify(answers));
