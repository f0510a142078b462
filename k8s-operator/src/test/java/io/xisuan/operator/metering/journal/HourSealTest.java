package io.xisuan.operator.metering.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.model.InputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HourSealTest {
    private static final long HOUR = 3_600_000;

    private static KeyPair pair() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    private static SealSigner.HourRoot hour(long hour, long first, long last) {
        return new SealSigner.HourRoot(hour * HOUR, first, last, "ab".repeat(32));
    }

    @Test
    void a_seal_comes_back_from_its_line_and_matches_its_key_alone() throws GeneralSecurityException {
        SealSigner signer = new SealSigner(SignatureScheme.ED25519, pair());
        HourSeal seal = SealSigner.seal(hour(5, 1, 7), Optional.empty(), Optional.of(signer));

        assertThat(HourSeal.parse(seal.line())).isEqualTo(seal);
        assertThat(seal.signedText())
                .isEqualTo("xisuan-journal-hour 1 1970-01-01T05:00:00Z 1 7 " + "ab".repeat(32) + " SHA-256 "
                        + "0".repeat(64));
        assertThat(SealSigner.matches(seal, signer.publicKey())).isTrue();
        assertThat(SealSigner.matches(seal, pair().getPublic())).isFalse();
        HourSeal other = HourSeal.parse(seal.line().replace("\t7\t", "\t8\t"));
        assertThat(SealSigner.matches(other, signer.publicKey())).isFalse();
        HourSeal unsigned = SealSigner.seal(hour(5, 1, 7), Optional.empty(), Optional.empty());
        assertThat(SealSigner.matches(unsigned, signer.publicKey())).isFalse();
    }

    @Test
    void seals_follow_one_another_without_a_hole() {
        HourSeal first = SealSigner.seal(hour(5, 1, 7), Optional.empty(), Optional.empty());
        HourSeal second = SealSigner.seal(hour(8, 8, 9), Optional.of(first), Optional.empty());

        assertThat(first.breach(Optional.empty())).isEmpty();
        assertThat(second.breach(Optional.of(first))).isEmpty();
        assertThat(second.breach(Optional.empty())).isPresent();
        assertThat(SealSigner.seal(hour(8, 9, 9), Optional.of(first), Optional.empty())
                        .breach(Optional.of(first)))
                .hasValueSatisfying(text -> assertThat(text).contains("not 8"));
        assertThat(SealSigner.seal(hour(5, 8, 9), Optional.of(first), Optional.empty())
                        .breach(Optional.of(first)))
                .isPresent();
    }

    @Test
    void a_private_key_alone_gives_the_signer_also_as_pem(@TempDir Path folder) throws Exception {
        KeyPair pair = pair();
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(pair.getPrivate().getEncoded());
        Path pem = folder.resolve("tls.key");
        Files.writeString(pem, "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");

        assertThat(JournalKeys.given(pem).seals().publicKey()).isEqualTo(pair.getPublic());
        Files.writeString(pem, "nothing");
        assertThatThrownBy(() -> JournalKeys.given(pem)).isInstanceOf(InputException.class);
    }

    @Test
    void the_tree_is_that_of_rfc_6962() {
        // The empty tree and the tree of one empty leaf, as RFC 6962 and its public test vectors have them.
        assertThat(new MerkleTree("SHA-256").root())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        MerkleTree tree = new MerkleTree("SHA-256");
        tree.add(new byte[0]);
        assertThat(tree.root()).isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        tree.add(new byte[1]);
        assertThat(tree.root()).isEqualTo("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
        for (String leaf :
                new String[] {"10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"
                }) {
            tree.add(HexFormat.of().parseHex(leaf));
        }
        assertThat(tree.root()).isEqualTo("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    }

    @Test
    void an_unknown_algorithm_is_named() {
        assertThatThrownBy(() -> SignatureScheme.named("RSA"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Ed25519");
        assertThat(SignatureScheme.named("SM2").signature()).isEqualTo("SM3withSM2");
    }
}
