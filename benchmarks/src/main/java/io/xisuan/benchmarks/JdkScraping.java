package io.xisuan.benchmarks;

import io.xisuan.operator.metering.exposition.ExpositionFormat;
import io.xisuan.operator.metering.scrape.ScrapeTarget;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The same questions asked with the JDK's own HTTP client, for comparison: spread evenly, no plan, no gaps with causes. */
final class JdkScraping implements ScrapeRun.Scraping {
    private final HttpClient client;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ConcurrentLinkedQueue<Optional<byte[]>> results = new ConcurrentLinkedQueue<>();

    JdkScraping(List<ScrapeTarget> targets) {
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        targets.getFirst().access().tls().caFile().ifPresent(file -> builder.sslContext(trusting(file)));
        client = builder.build();
        long nanos = targets.getFirst().access().interval().toNanos();
        for (int i = 0; i < targets.size(); i++) {
            HttpRequest request = HttpRequest.newBuilder(targets.get(i).uri())
                    .timeout(targets.get(i).access().timeout())
                    .build();
            Future<?> unused = clock.scheduleAtFixedRate(
                    () -> ask(request), nanos / targets.size() * i, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private static SSLContext trusting(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new NotMeasured("the certificate of the targets cannot be read: " + e.getMessage());
        }
    }

    private void ask(HttpRequest request) {
        CompletableFuture<Boolean> unused = client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                .handle((response, failure) -> results.add(
                        failure == null && response.statusCode() == 200
                                ? Optional.of(response.body())
                                : Optional.empty()));
    }

    @Override
    public void read(ScrapeRun.Counts counts) {
        for (Optional<byte[]> result = results.poll(); result != null; result = results.poll()) {
            result.ifPresentOrElse(body -> counts.answer(body, ExpositionFormat.TEXT), () -> counts.gap("FAILED"));
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        client.shutdownNow();
    }
}
