package io.xisuan.operator.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * Looks pods up in the API server with plain requests: each by its name while they are few, all of the node beyond that. Both are read
 * from the store, not from a cache, which the proof of a uid needs. The JDK's own client, because the cluster client would be most of
 * the agent's memory.
 */
public final class ApiServerPods implements PodDirectory {
    /** Up to so many pods are asked for by name; a pod is some 10 KB, a node's list 600 KB. */
    private static final int BY_NAME = 8;

    private final URI server;
    private final String node;
    private final Optional<Path> token;
    private final Optional<SSLSocketFactory> trust;
    private final Duration timeout;

    private ApiServerPods(
            URI server, String node, Optional<Path> token, Optional<SSLSocketFactory> trust, Duration timeout) {
        this.server = server;
        this.node = node;
        this.token = token;
        this.trust = trust;
        this.timeout = timeout;
    }

    /**
     * Prepares requests to a server.
     *
     * @param token the file of a bearer token; it is read for each request because the kubelet renews it
     * @param authorities the file of the authorities that vouch for the server (PEM); those of the JDK without it
     * @throws IOException when the authorities cannot be read
     */
    public static ApiServerPods at(
            URI server, String node, Optional<Path> token, Optional<Path> authorities, Duration timeout)
            throws IOException {
        Optional<SSLSocketFactory> trust =
                authorities.isPresent() ? Optional.of(trusting(authorities.get())) : Optional.empty();
        return new ApiServerPods(server, node, token, trust, timeout);
    }

    private static SSLSocketFactory trusting(Path authorities) throws IOException {
        try (InputStream pem = Files.newInputStream(authorities)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("authority-" + count++, authority);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException("%s holds no certificates: %s".formatted(authorities, e.getMessage()), e);
        }
    }

    @Override
    public Answer find(SortedSet<PodName> names) {
        SortedMap<PodName, ApiPod> found = new TreeMap<>();
        try {
            if (names.size() > BY_NAME) {
                all(found);
            } else {
                for (PodName name : names) {
                    one(name, found);
                }
            }
            return new Answer.Found(found);
        } catch (IOException e) {
            return new Answer.Unreachable("%s: %s".formatted(server, e.getMessage()));
        }
    }

    private void one(PodName name, SortedMap<PodName, ApiPod> found) throws IOException {
        HttpURLConnection request =
                open("/api/v1/namespaces/%s/pods/%s".formatted(quoted(name.namespace()), quoted(name.name())));
        if (request.getResponseCode() == HttpURLConnection.HTTP_NOT_FOUND) {
            drain(request);
            return;
        }
        try (InputStream body = answer(request)) {
            found.put(name, PodJson.pod(body));
        }
    }

    private void all(SortedMap<PodName, ApiPod> found) throws IOException {
        HttpURLConnection request = open("/api/v1/pods?fieldSelector=" + quoted("spec.nodeName=" + node));
        try (InputStream body = answer(request)) {
            PodJson.pods(body).forEach(pod -> found.put(pod.name(), pod));
        }
    }

    private static String quoted(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }

    private HttpURLConnection open(String path) throws IOException {
        HttpURLConnection request =
                (HttpURLConnection) URI.create(server + path).toURL().openConnection();
        request.setConnectTimeout(Math.toIntExact(timeout.toMillis()));
        request.setReadTimeout(Math.toIntExact(timeout.toMillis()));
        request.setInstanceFollowRedirects(false);
        request.setRequestProperty("Accept", "application/json");
        request.setRequestProperty("User-Agent", "xisuan-agent");
        if (request instanceof HttpsURLConnection secure && trust.isPresent()) {
            secure.setSSLSocketFactory(trust.get());
        }
        if (token.isPresent()) {
            request.setRequestProperty(
                    "Authorization", "Bearer " + Files.readString(token.get()).strip());
        }
        return request;
    }

    private static InputStream answer(HttpURLConnection request) throws IOException {
        int status = request.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            drain(request);
            throw new IOException("HTTP status %d%s".formatted(status, advice(status)));
        }
        return request.getInputStream();
    }

    private static String advice(int status) {
        return status == HttpURLConnection.HTTP_FORBIDDEN || status == HttpURLConnection.HTTP_UNAUTHORIZED
                ? ": the agent's service account must be allowed to get and list pods"
                : "";
    }

    /** Reads an answer that nobody needs to its end, so that the connection can be used again. */
    private static void drain(HttpURLConnection request) throws IOException {
        try (InputStream rest = request.getErrorStream()) {
            if (rest != null) {
                rest.transferTo(OutputStream.nullOutputStream());
            }
        }
    }
}
