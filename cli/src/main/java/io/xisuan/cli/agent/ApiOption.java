package io.xisuan.cli.agent;

import io.xisuan.model.InputException;
import io.xisuan.operator.agent.ApiServerPods;
import io.xisuan.operator.agent.PodDirectory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which API server knows the pods' uids, and how to reach it. */
final class ApiOption {
    private static final Path MOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Option(
            names = "--api",
            paramLabel = "URL|in-cluster|none",
            description = "Who is asked for the pods' uids (default: in-cluster within a pod, else none).")
    private @Nullable String api;

    @Option(
            names = "--api-token",
            paramLabel = "FILE",
            description = "A bearer token for the API server; read anew for each request.")
    private @Nullable Path token;

    @Option(
            names = "--api-ca",
            paramLabel = "FILE",
            description = "The authorities that vouch for the API server (PEM).")
    private @Nullable Path authorities;

    /** Returns who is asked. */
    PodDirectory directory(String node, Map<String, String> environment) {
        String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
        String chosen = api != null ? api : host.isEmpty() ? "none" : "in-cluster";
        return switch (chosen) {
            case "none" -> PodDirectory.none();
            case "in-cluster" -> inCluster(node, host, environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443"));
            default -> at(url(chosen), node, Optional.ofNullable(token), Optional.ofNullable(authorities));
        };
    }

    private PodDirectory inCluster(String node, String host, String port) {
        if (host.isEmpty()) {
            throw InputException.of(
                    "--api in-cluster: this is no pod (KUBERNETES_SERVICE_HOST is not set); give its URL, or none");
        }
        String bracketed = host.contains(":") ? "[" + host + "]" : host;
        return at(
                url("https://" + bracketed + ":" + port),
                node,
                Optional.of(token != null ? token : MOUNT.resolve("token")),
                Optional.of(authorities != null ? authorities : MOUNT.resolve("ca.crt")));
    }

    private static PodDirectory at(URI server, String node, Optional<Path> token, Optional<Path> authorities) {
        token.ifPresent(file -> readable("--api-token", file));
        authorities.ifPresent(file -> readable("--api-ca", file));
        if (token.isPresent() && !server.getScheme().equals("https")) {
            throw InputException.of("--api-token: a token is sent over https only, not to %s".formatted(server));
        }
        try {
            return ApiServerPods.at(server, node, token, authorities, TIMEOUT);
        } catch (IOException e) {
            throw InputException.of("--api-ca: %s".formatted(e.getMessage()));
        }
    }

    private static void readable(String option, Path file) {
        if (!Files.isReadable(file)) {
            throw InputException.of("%s: %s cannot be read; in a pod the service account's token must be mounted"
                    .formatted(option, file));
        }
    }

    private static URI url(String written) {
        String plain = written.endsWith("/") ? written.substring(0, written.length() - 1) : written;
        if (!plain.matches("https?://[^/?#\\s]+")) {
            throw InputException.of(
                    "--api %s: write in-cluster, none, or a URL like https://10.0.0.1:6443".formatted(written));
        }
        return URI.create(plain);
    }
}
