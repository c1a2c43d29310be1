package io.jenkins.plugins.packer.engine.communicator.ssh;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.KeyAgreement;
import org.apache.sshd.common.cipher.ECCurves;
import org.apache.sshd.common.config.keys.loader.pem.ECDSAPEMResourceKeyPairParser;
import org.apache.sshd.common.config.keys.loader.pem.PKCS8PrivateKeyInfo;
import org.apache.sshd.common.util.io.der.DERParser;

/**
 * A private key on an elliptic curve whose file does not hold the public key as well. The format makes that optional
 * (RFC 5915, section 3), and {@code openssl ec -no_public} and key services leave it out; the library takes such a file
 * for a broken one.
 */
final class BareEcKey {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (EC )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END (EC )?PRIVATE KEY-----");
    private static final String ALGORITHM = "EC";
    private static final String SIGNATURE = "SHA256withECDSA";

    private BareEcKey() {}

    /** The key in a text, with its public key; empty where there is none that SSH knows. */
    static Optional<KeyPair> parse(String text) throws GeneralSecurityException, IOException {
        Matcher pem = PEM.matcher(text);
        if (!pem.find()) {
            return Optional.empty();
        }
        byte[] encoded = Base64.getMimeDecoder().decode(pem.group(2));
        ECCurves curve = null;
        if (pem.group(1) == null) {
            PKCS8PrivateKeyInfo info = new PKCS8PrivateKeyInfo(encoded);
            if (info.getAlgorithmParameter() == null || !ECDSAPEMResourceKeyPairParser.ECDSA_OID.equals(dotted(info))) {
                return Optional.empty();
            }
            curve = ECCurves.fromOIDValue(info.getAlgorithmParameter().asOID());
            encoded = info.getPrivateKeyBytes().getPureValueBytes();
        }
        try (DERParser parser = new DERParser(encoded)) {
            ECPrivateKeySpec key = ECDSAPEMResourceKeyPairParser.decodeECPrivateKeySpec(
                            curve, parser.readObject().createParser())
                    .getKey();
            PrivateKey secret = KeyFactory.getInstance(ALGORITHM).generatePrivate(key);
            return Optional.of(new KeyPair(publicKey(secret, key.getParams()), secret));
        }
    }

    private static String dotted(PKCS8PrivateKeyInfo info) {
        StringBuilder text = new StringBuilder();
        for (Integer number : info.getAlgorithmIdentifier()) {
            text.append(text.isEmpty() ? "" : ".").append(number);
        }
        return text.toString();
    }

    /**
     * The public key is the curve's generator, multiplied by the private key. The JDK multiplies points only to agree on
     * keys, which yields the first coordinate; of the two points that have it, the one that verifies a signature is the
     * public key.
     */
    private static PublicKey publicKey(PrivateKey secret, ECParameterSpec parameters) throws GeneralSecurityException {
        KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
        KeyAgreement product = KeyAgreement.getInstance("ECDH");
        product.init(secret);
        product.doPhase(keys.generatePublic(new ECPublicKeySpec(parameters.getGenerator(), parameters)), true);
        BigInteger x = new BigInteger(1, product.generateSecret());
        BigInteger y = ordinate(x, parameters);
        BigInteger field = ((ECFieldFp) parameters.getCurve().getField()).getP();
        for (BigInteger candidate : new BigInteger[] {y, field.subtract(y)}) {
            PublicKey key = keys.generatePublic(new ECPublicKeySpec(new ECPoint(x, candidate), parameters));
            if (belongTogether(secret, key)) {
                return key;
            }
        }
        throw new InvalidKeyException("no public key belongs to it");
    }

    /** A square root of x³ + ax + b. The primes of SSH's curves are all 3 modulo 4, for which there is a formula. */
    private static BigInteger ordinate(BigInteger x, ECParameterSpec parameters) {
        BigInteger field = ((ECFieldFp) parameters.getCurve().getField()).getP();
        BigInteger square = x.pow(3)
                .add(parameters.getCurve().getA().multiply(x))
                .add(parameters.getCurve().getB())
                .mod(field);
        return square.modPow(field.add(BigInteger.ONE).shiftRight(2), field);
    }

    private static boolean belongTogether(PrivateKey secret, PublicKey key) throws GeneralSecurityException {
        byte[] text = key.getEncoded();
        Signature signer = Signature.getInstance(SIGNATURE);
        signer.initSign(secret);
        signer.update(text);
        Signature verifier = Signature.getInstance(SIGNATURE);
        verifier.initVerify(key);
        verifier.update(text);
        return verifier.verify(signer.sign());
    }
}
