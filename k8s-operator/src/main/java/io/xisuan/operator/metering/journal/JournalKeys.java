package io.xisuan.operator.metering.journal;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;

/**
 * The key that signs the journal's head: made at the first start, readable by its owner alone, its public half beside it for
 * {@code journal verify --key}.
 */
public final class JournalKeys {
    private static final String PRIVATE = "journal.key";
    private static final String PUBLIC = "journal.pub";

    private JournalKeys() {}

    /**
     * Returns the signer of the folder's key, making the key when there is none.
     *
     * @throws InputException when the key file holds no key
     */
    public static HeadSigner open(Path folder) {
        Path file = folder.resolve(PRIVATE);
        try {
            Files.createDirectories(folder);
            if (!Files.exists(file)) {
                make(folder);
            }
            return signer(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw InputException.of("%s holds no Ed25519 key (PKCS#8, Base64): restore it from a copy".formatted(file));
        }
    }

    /**
     * Returns the signer of a key that is given, as of a Secret mounted as a file: PKCS#8 in Base64, with or without the lines of a PEM
     * file.
     *
     * @throws InputException when the file cannot be read or holds no key
     */
    public static HeadSigner given(Path file) {
        try {
            return signer(file);
        } catch (IOException e) {
            throw InputException.of("%s cannot be read: it should hold the key that signs the journal".formatted(file));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw InputException.of("%s holds no Ed25519 key (PKCS#8, PEM or Base64)".formatted(file));
        }
    }

    private static HeadSigner signer(Path file) throws IOException, GeneralSecurityException {
        String text = Files.readString(file, StandardCharsets.US_ASCII)
                .replaceAll("-----[A-Z ]+-----", "")
                .replaceAll("\\s", "");
        return new HeadSigner(
                SignatureScheme.ED25519.privateKey(Base64.getDecoder().decode(text)));
    }

    /** Writes the public half first: a private key without it would never be made anew. */
    private static void make(Path folder) throws IOException, GeneralSecurityException {
        KeyPair pair =
                KeyPairGenerator.getInstance(SignatureScheme.ED25519.keys()).generateKeyPair();
        Files.writeString(folder.resolve(PUBLIC), base64(pair.getPublic().getEncoded()), StandardCharsets.US_ASCII);
        Path draft = folder.resolve(PRIVATE + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                draft,
                base64(pair.getPrivate().getEncoded()),
                StandardCharsets.US_ASCII,
                StandardOpenOption.TRUNCATE_EXISTING);
        Files.move(draft, folder.resolve(PRIVATE));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes) + "\n";
    }
}
