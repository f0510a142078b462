package io.xisuan.cli.journal;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Reads an Ed25519 public key: X.509 in Base64, with or without the lines of a PEM file. */
public final class PublicKeyFile {
    private PublicKeyFile() {}

    /**
     * @throws InputException when the file cannot be read or holds no key
     */
    public static PublicKey read(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.US_ASCII)
                    .replaceAll("-----[A-Z ]+-----", "")
                    .replaceAll("\\s", "");
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(text)));
        } catch (IOException e) {
            throw InputException.of("--key: %s cannot be read: %s".formatted(file, e.getMessage()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw InputException.of("--key: %s holds no Ed25519 public key (X.509, Base64)".formatted(file));
        }
    }
}
