package io.xisuan.cli.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not taken for what it says: kubeconfigs, namespaces, books. */
class TenantRefusalsTest {
    @TempDir
    private Path folder = Path.of(".");

    @Test
    void a_token_is_good_for_the_account_that_it_was_made_for_alone() throws IOException {
        Path file = folder.resolve("jinguan-li-na.kubeconfig");
        String claims =
                "{\"exp\":1800000000,\"kubernetes.io\":{\"namespace\":\"jinguan\",\"serviceaccount\":{\"name\":\"person-li-na\",\"uid\":\"uid-1\"}}}";
        String body = Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        Files.writeString(file, "users: [{user: {token: e30.%s.c2ln}}]".formatted(body));
        assertThat(Kubeconfigs.goodUntil(file, "uid-1")).contains(Instant.ofEpochSecond(1_800_000_000));
        assertThat(Kubeconfigs.goodUntil(file, "uid-2")).isEmpty();
        assertThat(Kubeconfigs.goodUntil(folder.resolve("none"), "uid-1")).isEmpty();
    }

    private static ObjectMeta namespace(String name, Map<String, String> labels) {
        return new ObjectMetaBuilder().withName(name).withLabels(labels).build();
    }

    @Test
    void a_namespace_that_is_there_becomes_a_tenants_by_word_alone_and_the_systems_never() {
        ObjectMeta monitoring = namespace("monitoring", Map.of());
        assertThat(TenantCreating.refusal(monitoring, "jinguan", false))
                .get()
                .asString()
                .contains("--adopt");
        assertThat(TenantCreating.refusal(monitoring, "jinguan", true)).isEmpty();
        for (String system : new String[] {"xisuan-agent", "xisuan-system", "kube-public", "default"}) {
            assertThat(TenantCreating.refusal(namespace(system, Map.of()), "jinguan", true))
                    .as(system)
                    .isPresent();
        }
        ObjectMeta own = namespace("train", Map.of("xisuan.io/tenant", "jinguan"));
        assertThat(TenantCreating.refusal(own, "jinguan", false)).isEmpty();
        assertThat(TenantCreating.refusal(own, "other", true)).get().asString().contains("tenant jinguan");
    }

    @Test
    void books_are_a_clusters_where_its_leader_stands_in_them() {
        assertThat(Books.foreign("hub-0_1a2b3c4d", Optional.of("hub-0_1a2b3c4d")))
                .isEmpty();
        assertThat(Books.foreign("hub-0_1a2b3c4d", Optional.of("demo_99999999")))
                .get()
                .asString()
                .contains("not the books of this cluster", "--db");
        assertThat(Books.foreign("hub-0_1a2b3c4d", Optional.empty())).isPresent();
        assertThat(Books.foreign("", Optional.empty())).get().asString().contains("nobody leads");
    }
}
