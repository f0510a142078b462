package io.xisuan.cli.tenant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.AuthInfoBuilder;
import io.fabric8.kubernetes.api.model.ClusterBuilder;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.api.model.ContextBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.xisuan.billing.rendering.Language;
import io.xisuan.model.InputException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Kubeconfigs of a tenant's people: the token of an account of their own, good until an instant that is said. The token stands in the file and
 * nowhere else; the file is readable by who made it alone.
 */
final class Kubeconfigs {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final YAMLMapper YAML = YAMLMapper.builder().build();
    private static final Duration LEFT_OVER = Duration.ofDays(7);

    private final KubernetesClient client;
    private final AccessOptions.Files files;
    private final Instant now;
    private final Language language;

    Kubeconfigs(ClusterObjects objects, AccessOptions.Files files, Instant now) {
        this.client = objects.client();
        this.language = objects.language();
        this.files = files;
        this.now = now;
    }

    /** Writes a person's kubeconfig; one that is there and good for a week more stays, unless another was asked for. */
    Step write(String tenant, String namespace, String person, boolean dryRun) {
        Path file = files.folder()
                .resolve("%s-%s.kubeconfig".formatted(tenant, person))
                .normalize();
        Optional<Instant> good = account(namespace, person).flatMap(uid -> goodUntil(file, uid));
        if (!files.renew()
                && good.filter(until -> until.isAfter(now.plus(LEFT_OVER))).isPresent()) {
            return new Step(
                    "kubeconfig",
                    file.toString(),
                    Step.State.SAME,
                    language.of("有效期至 %s", "good until %s").formatted(good.get()));
        }
        Step.State state = Files.exists(file) ? Step.State.CHANGED : Step.State.NEW;
        if (dryRun) {
            return new Step(
                    "kubeconfig",
                    file.toString(),
                    state,
                    language.of("有效 %d 天", "for %d days").formatted(files.days()));
        }
        TokenRequest answer = client.serviceAccounts()
                .inNamespace(namespace)
                .withName(TenantObjects.PERSON + person)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(Duration.ofDays(files.days()).toSeconds())
                        .endSpec()
                        .build());
        save(file, config(tenant, namespace, person, answer.getStatus().getToken()));
        return new Step(
                "kubeconfig",
                file.toString(),
                state,
                language.of("有效期至 %s；请以安全方式交给本人", "good until %s; hand it over by a safe way")
                        .formatted(answer.getStatus().getExpirationTimestamp()));
    }

    /**
     * Returns the identity of a person's account; none has another's, also under the same name or in another cluster. Empty too where it
     * may not be read: a dry run has bound nothing, and without that right no token is given either.
     */
    private Optional<String> account(String namespace, String person) {
        try {
            ServiceAccount account = client.serviceAccounts()
                    .inNamespace(namespace)
                    .withName(TenantObjects.PERSON + person)
                    .get();
            return Optional.ofNullable(account).map(found -> found.getMetadata().getUid());
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private Config config(String tenant, String namespace, String person, String token) {
        io.fabric8.kubernetes.client.Config own = client.getConfiguration();
        ClusterBuilder cluster = new ClusterBuilder().withServer(files.server().orElse(own.getMasterUrl()));
        if (own.isTrustCerts()) {
            cluster.withInsecureSkipTlsVerify(true);
        } else {
            authority(own).ifPresent(cluster::withCertificateAuthorityData);
        }
        String user = "%s-%s".formatted(tenant, person);
        return new ConfigBuilder()
                .withApiVersion("v1")
                .withKind("Config")
                .addNewCluster()
                .withName("xisuan")
                .withCluster(cluster.build())
                .endCluster()
                .addNewUser()
                .withName(user)
                .withUser(new AuthInfoBuilder().withToken(token).build())
                .endUser()
                .addNewContext()
                .withName("xisuan-" + tenant)
                .withContext(new ContextBuilder()
                        .withCluster("xisuan")
                        .withUser(user)
                        .withNamespace(namespace)
                        .build())
                .endContext()
                .withCurrentContext("xisuan-" + tenant)
                .build();
    }

    /** Returns the certificates by which the API server is known, in Base64; empty where the system's own do. */
    private static Optional<String> authority(io.fabric8.kubernetes.client.Config own) {
        if (own.getCaCertData() != null) {
            return Optional.of(own.getCaCertData());
        }
        if (own.getCaCertFile() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getEncoder().encodeToString(Files.readAllBytes(Path.of(own.getCaCertFile()))));
        } catch (IOException e) {
            throw InputException.of("%s cannot be read: %s".formatted(own.getCaCertFile(), e.getMessage()));
        }
    }

    private static void save(Path file, Config config) {
        Path whole = file.toAbsolutePath();
        Path draft = whole.resolveSibling(whole.getFileName() + ".new");
        try {
            Files.createDirectories(whole.resolveSibling("."));
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    draft, Serialization.asYaml(config), StandardCharsets.UTF_8, StandardOpenOption.TRUNCATE_EXISTING);
            Files.move(draft, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw InputException.of("--kubeconfig-dir: %s cannot be written: %s".formatted(whole, e.getMessage()));
        }
    }

    /**
     * Returns until when the token in a file is good for an account, by the token itself; empty for a file that is none or not there, and for
     * a token of another account: an account that was removed took its tokens along, whatever name the next one has.
     *
     * @param account the account's identity ({@code metadata.uid})
     */
    static Optional<Instant> goodUntil(Path file, String account) {
        try {
            JsonNode config = YAML.readTree(Files.readString(file));
            String[] parts = config.path("users")
                    .path(0)
                    .path("user")
                    .path("token")
                    .asText()
                    .split("\\.", -1);
            if (parts.length != 3) {
                return Optional.empty();
            }
            JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            String of = claims.path("kubernetes.io")
                    .path("serviceaccount")
                    .path("uid")
                    .asText();
            return of.equals(account) && claims.path("exp").isNumber()
                    ? Optional.of(Instant.ofEpochSecond(claims.path("exp").asLong()))
                    : Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException none) {
            return Optional.empty();
        } catch (IOException absent) {
            return Optional.empty();
        }
    }
}
