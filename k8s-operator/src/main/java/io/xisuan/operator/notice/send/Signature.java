package io.xisuan.operator.notice.send;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of a web hook: HMAC-SHA-256 over name, time and body, as Standard Webhooks say; one for each secret, so that a receiver
 * can go over to a new one.
 */
final class Signature {
    private static final String PREFIX = "whsec_";

    private Signature() {}

    static String of(List<String> secrets, String id, long seconds, String body) throws Unsent {
        StringBuilder all = new StringBuilder();
        for (String secret : secrets) {
            all.append(all.isEmpty() ? "" : " ").append("v1,").append(one(secret, id, seconds, body));
        }
        return all.toString();
    }

    private static String one(String secret, String id, long seconds, String body) throws Unsent {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key(secret), "HmacSHA256"));
            byte[] signed = mac.doFinal("%s.%d.%s".formatted(id, seconds, body).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HmacSHA256; this one does not", e);
        } catch (IllegalArgumentException e) {
            throw Unsent.again("a secret that begins with whsec_ goes on in Base64; this one does not");
        }
    }

    private static byte[] key(String secret) {
        return secret.startsWith(PREFIX)
                ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
                : secret.getBytes(StandardCharsets.UTF_8);
    }
}
