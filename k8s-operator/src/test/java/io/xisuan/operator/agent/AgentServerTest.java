package io.xisuan.operator.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.xisuan.operator.metering.owners.OwnedDevice;
import io.xisuan.operator.metering.owners.OwnersReading;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole agent: a kubelet on a unix socket, an API server over HTTP, its pages, and the operator's reading of them. */
class AgentServerTest {
    private static final NodeFacts FACTS = new NodeFacts("0.1.0", "node-1", "boot-1");
    private static final String OPEN = "application/openmetrics-text;version=1.0.0,text/plain;q=0.5";

    @TempDir
    Path folder;

    private final SortedMap<String, String> pods = new ConcurrentSkipListMap<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer api;
    private SimulatedKubelet kubelet;
    private AgentServer server;

    @BeforeEach
    void start() throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        api = HttpServer.create(any, 0);
        api.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            String path = exchange.getRequestURI().getPath();
            String list = "{\"kind\":\"PodList\",\"items\":[" + String.join(",", pods.values()) + "]}";
            String body = path.equals("/api/v1/pods") ? list : pods.getOrDefault(path, "");
            try (exchange;
                    OutputStream out = exchange.getResponseBody()) {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(body.isEmpty() ? 404 : 200, body.isEmpty() ? -1 : bytes.length);
                out.write(bytes);
            }
        });
        api.start();
        kubelet = SimulatedKubelet.start(folder.resolve("kubelet.sock"));
        kubelet.allocatable(List.of(new ContainerDevices("nvidia.com/gpu", List.of("GPU-1::0", "GPU-1::1"))));
        URI url = URI.create("http://127.0.0.1:" + api.getAddress().getPort());
        server = AgentServer.start(
                new NodeAgent(
                        FACTS,
                        new KubeletClient(kubelet.socket(), Duration.ofSeconds(10), InstantSource.system()),
                        ApiServerPods.at(url, "node-1", Optional.empty(), Optional.empty(), Duration.ofSeconds(2)),
                        InstantSource.system()),
                any,
                InstantSource.system(),
                said::add);
    }

    @AfterEach
    void stop() {
        server.close();
        kubelet.close();
        api.stop(0);
    }

    private void running(String name, String uid, String phase) {
        pods.put("/api/v1/namespaces/team-a/pods/" + name, """
                {"metadata":{"name":"%s","namespace":"team-a","uid":"%s","managedFields":[{"f":{}}],"annotations":{"a":"b"}},
                 "spec":{"nodeName":"node-1","containers":[{"name":"worker","env":[{"name":"X"}]}],"volumes":null},
                 "status":{"phase":"%s","startTime":"%s","containerStatuses":[{"name":"worker"}]}}
                """.formatted(
                        name, uid, phase, Instant.now().minusSeconds(60).toString()));
    }

    private HttpResponse<byte[]> get(String path, String accept) {
        URI url = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
        try {
            return client.send(
                    HttpRequest.newBuilder(url).header("Accept", accept).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private OwnersReading reading(String accept) {
        return switch (OwnersReading.of(get("/metrics?now=1", accept).body())) {
            case OwnersReading.Understood understood -> understood.reading();
            case OwnersReading.Refused refused -> throw new AssertionError(refused.why());
        };
    }

    /** Asks until a reading shows what is awaited; the agent reads at most once a second on request. */
    private OwnersReading await(Predicate<OwnersReading> awaited) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        OwnersReading last = reading("text/plain");
        while (!awaited.test(last)) {
            assertThat(System.nanoTime()).as("last seen: %s", last).isLessThan(deadline);
            last = reading("text/plain");
        }
        return last;
    }

    @Test
    void both_texts_say_who_holds_what_and_the_operator_reads_them_alike() {
        running("train-0", "uid-1", "Running");
        kubelet.pods(List.of(SimulatedPod.holding("team-a", "train-0", "nvidia.com/gpu", "GPU-1::1")));
        OwnersReading text = await(reading -> !reading.owners().isEmpty());
        OwnedDevice owned = text.owners().getFirst();
        assertThat(owned.uid()).contains("uid-1");
        assertThat(owned.parent()).contains("GPU-1");
        assertThat(owned.share()).hasToString("Optional[1/2]");
        assertThat(text.allocatable()).containsOnlyKeys("nvidia.com/gpu");
        assertThat(text.node()).isEqualTo("node-1");
        assertThat(text.bootId()).isEqualTo("boot-1");
        assertThat(reading(OPEN).owners()).isEqualTo(text.owners());
        assertThat(get("/metrics", OPEN).headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(get("/metrics", "*/*").headers().firstValue("Content-Type").orElse(""))
                .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(new String(get("/metrics", "*/*").body(), StandardCharsets.UTF_8))
                .contains(
                        "xisuan_agent_device_allocated{resource=\"nvidia.com/gpu\",device=\"GPU-1::1\",parent=\"GPU-1\",share=\"1/2\","
                                + "namespace=\"team-a\",pod=\"train-0\",pod_uid=\"uid-1\",container=\"worker\"} 1\n");
        assertThat(new String(get("/owners", "*/*").body(), StandardCharsets.UTF_8))
                .contains("\"uidVerdict\":\"CONFIRMED\"", "\"api\":\"v1\"", "\"ageMillis\":");
        assertThat(get("/readyz", "*/*").statusCode()).isEqualTo(200);
        assertThat(get("/healthz", "*/*").statusCode()).isEqualTo(200);
        assertThat(get("/secrets", "*/*").statusCode()).isEqualTo(404);
        assertThat(asked).allMatch(path -> path.startsWith("/api/v1/namespaces/team-a/pods/train-0"));
    }

    @Test
    void a_lost_kubelet_is_said_and_found_again_and_nobody_is_listed_meanwhile() {
        running("train-0", "uid-1", "Running");
        kubelet.pods(List.of(SimulatedPod.holding("team-a", "train-0", "nvidia.com/gpu", "GPU-1::1")));
        OwnersReading before = await(reading -> !reading.owners().isEmpty());
        kubelet.stop();
        OwnersReading lost = await(reading -> !reading.kubeletUp());
        assertThat(lost.owners()).isEmpty();
        assertThat(lost.allocatable()).isEmpty();
        assertThat(lost.readMillis().orElse(0))
                .isGreaterThanOrEqualTo(before.readMillis().orElse(1));
        HttpResponse<byte[]> ready = get("/readyz", "*/*");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(new String(ready.body(), StandardCharsets.UTF_8)).contains("SOCKET_MISSING");
        kubelet.crash();
        kubelet.restart();
        assertThat(await(OwnersReading::kubeletUp).owners()).isEqualTo(before.owners());
    }

    @Test
    void many_pods_are_looked_up_in_one_list_of_this_node_and_the_ended_ones_are_left_out() {
        List<SimulatedPod> many = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            running("pod-" + i, "uid-" + i, i == 5 ? "Failed" : "Running");
            many.add(SimulatedPod.holding("team-a", "pod-" + i, "nvidia.com/gpu", "GPU-" + i));
        }
        kubelet.pods(many);
        OwnersReading reading = await(now -> !now.owners().isEmpty());
        assertThat(reading.owners()).hasSize(11).allMatch(owned -> owned.uid().isPresent());
        assertThat(asked).contains("/api/v1/pods?fieldSelector=spec.nodeName%3Dnode-1");
    }

    @Test
    void without_the_api_server_devices_are_listed_without_uids_and_it_is_said() {
        api.stop(0);
        kubelet.pods(List.of(SimulatedPod.holding("team-a", "train-0", "nvidia.com/gpu", "GPU-1::1")));
        OwnersReading reading = await(now -> !now.owners().isEmpty());
        assertThat(reading.owners().getFirst().uid()).isEmpty();
        assertThat(new String(get("/owners", "*/*").body(), StandardCharsets.UTF_8))
                .contains("API_UNREACHABLE");
    }
}
