package io.xisuan.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.xisuan.billing.store.NoticeBook;
import io.xisuan.billing.store.NoticeDelivery;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What a firm is told by the operator as it is run, on a real API server, also when the operator is killed while it tells. */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NoticeClusterTest {
    private static final String SECRET = "only-for-tests";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path work;

    private record Told(String id, String timestamp, String signature, String body) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new IllegalStateException(body, e);
            }
        }

        String event() {
            return json().path("type").asText();
        }
    }

    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean silent;
    private HttpServer receiver;
    private RoomCluster cluster;

    @BeforeAll
    void bring_up() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        receiver.setExecutor(threads);
        receiver.createContext("/", this::take);
        receiver.start();
        Path secret = Files.writeString(work.resolve("secret"), SECRET);
        Path file = Files.writeString(work.resolve("notices.yaml"), """
                channels:
                  - name: firm
                    webhook: {url: "http://127.0.0.1:%d/", secretFile: %s}
                routes:
                  - {role: tenant, tenants: [example], channels: [firm]}
                """.formatted(
                        receiver.getAddress().getPort(), secret));
        cluster = new RoomCluster("notices", work, sites -> sites, List.of("--notices", file.toString()));
    }

    @AfterAll
    void take_down() {
        released.countDown();
        cluster.close();
        receiver.stop(0);
        threads.shutdownNow();
    }

    private void take(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        told.add(new Told(
                headers.getFirst("webhook-id"),
                headers.getFirst("webhook-timestamp"),
                headers.getFirst("webhook-signature"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        if (silent) {
            try {
                released.await(10, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private List<Told> about(String job) {
        return told.stream()
                .filter(one -> one.json().at("/data/facts/job").asText().equals("example/" + job))
                .toList();
    }

    private List<Told> await(String job, String event, int times) {
        return Eventually.get(
                "%s of %s came %d times".formatted(event, job, times),
                RoomCluster.LIMIT,
                () -> Optional.of(about(job).stream()
                                .filter(one -> one.event().equals(event))
                                .toList())
                        .filter(found -> found.size() >= times),
                () -> told);
    }

    @Test
    @Order(1)
    void a_firm_hears_signed_that_its_job_leaves_for_another_one() throws GeneralSecurityException {
        cluster.submit("low", 2, 10, "300s", RoomCluster.preemptible("5s"));
        cluster.await("low", JobPhase.RUNNING);
        cluster.submit("high", 2, 90, "15s", "");
        Told one = await("low", "preempted", 1).getFirst();
        assertThat(one.json().at("/data/tenant").asText()).isEqualTo("example");
        assertThat(one.json().at("/data/facts/reason").asText()).isEqualTo("Preempted");
        assertThat(one.json().at("/data/title").asText()).isEqualTo("作业被中断：example/low, 为排序更前的作业让位（Preempted）");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] signed = mac.doFinal(
                "%s.%s.%s".formatted(one.id(), one.timestamp(), one.body()).getBytes(StandardCharsets.UTF_8));
        assertThat(one.signature()).isEqualTo("v1," + Base64.getEncoder().encodeToString(signed));
    }

    @Test
    @Order(2)
    void an_operator_that_is_killed_before_it_hears_an_answer_tells_again_under_the_same_name_and_then_no_more() {
        silent = true;
        cluster.submit("huge", 500, 10, "10s", "");
        await("huge", "job-never", 1);
        cluster.killOperator();
        silent = false;
        cluster.startOperator();
        List<Told> twice = await("huge", "job-never", 2);
        assertThat(twice).extracting(Told::id).containsOnly(twice.getFirst().id());
        NoticeDelivery delivery = Eventually.get(
                "the notice is noted as sent",
                RoomCluster.LIMIT,
                () -> stored("job-never").filter(found -> found.state() == NoticeDelivery.State.SENT),
                () -> stored("job-never"));
        assertThat(delivery.uncertain()).isTrue();
        assertThat(delivery.parcel()).isEqualTo(twice.getFirst().id());
        assertThat(about("huge")).hasSize(2);
        assertThat(about("low")).as("what was told before the kill").hasSize(1);
    }

    private Optional<NoticeDelivery> stored(String event) {
        return cluster.stored(store -> new NoticeBook(store)
                        .deliveries(new NoticeDelivery.Filter(
                                Optional.empty(), Optional.of("example"), Optional.empty(), 100))
                        .stream()
                        .filter(found -> found.notice().kind().word().equals(event))
                        .findFirst());
    }
}
