package io.xisuan.benchmarks.cluster;

import io.xisuan.benchmarks.Bar;
import io.xisuan.benchmarks.NotMeasured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From the start of the process to Ready: in a cluster that lacks the kinds and gets them, then in the same one that has them. */
final class StartPart implements Part {
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newHttpClient();

    @Override
    public String name() {
        return "start";
    }

    @Override
    public void measure(Bench bench) {
        // A class path without what the launcher keeps from its rehearsal is nobody's start.
        Program launcher = Program.of(Program.BY_LAUNCHER);
        try (Lab lab = bench.lab(name(), "--no-audit")) {
            start(bench, lab, launcher, new Variant("admin", List.of(), "-without-crds", "6"));
            start(bench, lab, launcher, new Variant("xisuan-operator", List.of("--no-install"), "", "3"));
        }
        bench.note(
                "Start to Ready, through ./xisuan as users start it, whatever --program says: from the start of the process until /readyz answers 200, with its processor time until then; the first with an empty store and as an administrator who installs kinds and policies, the second as the operator's own user with --no-install.");
    }

    /** Who starts it how, and the most seconds that it may take. */
    private record Variant(String user, List<String> options, String suffix, String most) {}

    private void start(Bench bench, Lab lab, Program program, Variant variant) {
        int port = freePort();
        List<String> further = new ArrayList<>(variant.options());
        further.addAll(List.of("--listen", "127.0.0.1:" + port));
        Child child = new OperatorProcess(
                        lab, program, "operator", variant.user(), OperatorProcess.fileStore(lab), further)
                .start();
        Wait.until("the operator is ready", lab.limit(), () -> ready(port) || !child.alive(), child::lastSaid);
        double seconds = (System.nanoTime() - child.startedNanos()) / 1e9;
        if (!child.alive()) {
            throw new NotMeasured("the operator ended: " + child.lastSaid());
        }
        bench.found("start-to-ready-seconds" + variant.suffix(), seconds, "s", Optional.of(Bar.atMost(variant.most())));
        bench.found("start-cpu-seconds" + variant.suffix(), child.facts().cpuMillis() / 1_000.0, "s", Optional.empty());
        child.close();
    }

    private boolean ready(int port) {
        URI address = URI.create("http://127.0.0.1:%d/readyz".formatted(port));
        try {
            return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == OK;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotMeasured("interrupted");
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new NotMeasured("there is no free port: " + e.getMessage());
        }
    }
}
