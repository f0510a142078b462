package io.xisuan.cli.rehearsal;

import io.xisuan.billing.store.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs, in one process and a folder that is thrown away: the help of every command, the commands that list what a store has, the demo, and
 * an operator on a cluster in which nothing is. What fails is said and changes only how fast later starts are.
 */
public record Rehearsal(Stage stage, PrintWriter err) {
    private static final Duration READY = Duration.ofSeconds(60);
    private static final Duration LEADS = Duration.ofSeconds(3);
    private static final Pattern PAGES = Pattern.compile("http://127\\.0\\.0\\.1:([0-9]+)/");
    private static final long LOOK_NANOS = 50_000_000L;

    /** What list an empty store; the forms of results are rehearsed with them. */
    private static final List<String> LISTS = List.of(
            "site list",
            "contract list",
            "supplier list",
            "voucher balance",
            "invoice list",
            "invoice drafts",
            "claim list",
            "quote list",
            "dispute list",
            "approval list",
            "credit list",
            "ledger show",
            "ledger verify",
            "payment open",
            "report trial-balance");

    /** The program as users start it. */
    public interface Stage {
        /** Runs a command line and returns its exit code. */
        int run(PrintWriter out, PrintWriter err, String... words);

        /** Returns the words of every command. */
        List<String> commands();
    }

    private interface Scene {
        void play() throws IOException;
    }

    /** Runs everything once; the folder is empty, is filled, and is the caller's to throw away once the process has ended. */
    public void run(Path folder) {
        scene("help", () -> {
            stage.commands().forEach(path -> words(path + " --help"));
            List.of("--help", "--lang zh --help", "version", "version -o json", "sit list")
                    .forEach(this::words);
        });
        scene("lists", () -> lists("jdbc:sqlite:" + folder.resolve("lists.db")));
        scene("demo", () -> words("demo --out " + folder.resolve("demo")));
        scene("operator", () -> operator(folder));
    }

    private void lists(String store) {
        Store.open(store).close();
        LISTS.forEach(list -> words(list + " --db " + store));
        for (String form : List.of("json", "yaml", "csv")) {
            words("site list --db " + store + " -o " + form);
        }
    }

    /** What fails costs later starts some time, and nothing else. */
    private void scene(String name, Scene scene) {
        try {
            scene.play();
        } catch (IOException | RuntimeException | LinkageError e) {
            err.println("rehearsal: " + name + ": " + e);
        }
    }

    private void words(String line) {
        StringWriter out = new StringWriter();
        StringWriter said = new StringWriter();
        stage.run(new PrintWriter(out), new PrintWriter(said), line.strip().split(" "));
    }

    private void operator(Path folder) throws IOException {
        StringWriter said = new StringWriter();
        EmptyCluster cluster = new EmptyCluster();
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), cluster.kubeconfig());
        String[] words = {
            "operator",
            "--kubeconfig",
            kubeconfig.toString(),
            "--data",
            folder.resolve("operator").toString(),
            "--no-install",
            "--listen",
            "127.0.0.1:0"
        };
        Thread.ofPlatform()
                .daemon()
                .name("rehearsed-operator")
                .start(() -> stage.run(new PrintWriter(said, true), new PrintWriter(said, true), words));
        long until = System.nanoTime() + READY.toNanos();
        while (!leads(said.toString()) && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        if (!leads(said.toString())) {
            err.println("rehearsal: the operator was not ready: " + said);
        }
        askPages(said.toString());
        LockSupport.parkNanos(LEADS.toNanos());
    }

    private static boolean leads(String said) {
        return said.contains("leading cluster");
    }

    private static void askPages(String said) {
        Matcher pages = PAGES.matcher(said);
        if (!pages.find()) {
            return;
        }
        for (String page : List.of("/readyz", "/healthz", "/metrics")) {
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(pages.group(1))),
                        1_000);
                socket.getOutputStream()
                        .write(("GET " + page + " HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                socket.getInputStream().readAllBytes();
            } catch (IOException gone) {
                return;
            }
        }
    }
}
