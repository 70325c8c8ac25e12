// Passkeys on the two pages that offer them. Where this does not run, password and code work as before.
'use strict';
(() => {
  const form = document.querySelector('form[data-passkey]');
  const box = form && form.querySelector('[data-passkey-box]');
  if (!box || !window.PublicKeyCredential) return;
  const asked = JSON.parse(form.dataset.passkey);
  const failed = form.querySelector('[data-passkey-failed]');
  const button = form.querySelector('[data-passkey-do]');
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  const prf = { eval: { first: bytes(asked.salt) } };
  const secret = (credential) => {
    const said = credential.getClientExtensionResults().prf;
    return said && said.results && said.results.first ? text(said.results.first) : '';
  };
  const signed = (challenge, allowed) =>
    navigator.credentials.get({
      publicKey: {
        challenge,
        rpId: asked.rp,
        allowCredentials: allowed.map((id) => ({ type: 'public-key', id })),
        userVerification: 'required',
        timeout: 300000,
        extensions: { prf },
      },
    });
  const made = () =>
    navigator.credentials.create({
      publicKey: {
        challenge: bytes(asked.challenge),
        rp: { id: asked.rp, name: asked.name },
        user: { id: bytes(asked.user), name: asked.login, displayName: asked.login },
        pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: 'public-key', alg })),
        excludeCredentials: asked.known.map((id) => ({ type: 'public-key', id: bytes(id) })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        attestation: 'none',
        timeout: 300000,
        extensions: { prf },
      },
    });
  const send = (said, opened) => {
    form.elements.passkey.value = JSON.stringify(said);
    form.elements.opened.value = opened;
    form.submit();
  };
  const create = async () => {
    const credential = await made();
    const { response } = credential;
    let opened = secret(credential);
    const said = credential.getClientExtensionResults().prf;
    if (!opened && said && said.enabled) {
      // many authenticators give it only when they are asked to sign; what they sign here is not sent
      const again = await signed(crypto.getRandomValues(new Uint8Array(32)), [credential.rawId]).catch(() => null);
      opened = again ? secret(again) : '';
    }
    send(
      {
        id: text(credential.rawId),
        client: text(response.clientDataJSON),
        data: text(response.getAuthenticatorData()),
        public: text(response.getPublicKey()),
      },
      opened,
    );
  };
  const get = async () => {
    const credential = await signed(bytes(asked.challenge), []);
    const { response } = credential;
    send(
      {
        id: text(credential.rawId),
        client: text(response.clientDataJSON),
        data: text(response.authenticatorData),
        signature: text(response.signature),
      },
      secret(credential),
    );
  };
  button.addEventListener('click', async () => {
    failed.hidden = true;
    // what the form cannot do without is asked for before the authenticator is
    if (asked.what === 'create' && !form.reportValidity()) return;
    try {
      await (asked.what === 'create' ? create() : get());
    } catch {
      failed.hidden = false;
    }
  });
  box.hidden = false;
})();
