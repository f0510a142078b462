package io.xisuan.billing.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The machine's own PostgreSQL, started on loopback with a data folder of its own; stopped by its process number, also when the
 * JVM is told to end. It refuses to run as root, so root starts it as another user. It sorts text as people do, so that a query
 * that relies on the order of bytes must ask for it.
 */
public final class TestServer implements AutoCloseable {
    private static final String USER = "xisuan";
    private static final String PASSWORD = "for-tests";
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static Optional<TestServer> shared = Optional.empty();

    private final Path programs;
    private final Path folder;
    private final List<String> asUser;
    private final int port;
    private Optional<Process> process = Optional.empty();

    private TestServer(Path programs, Path folder, List<String> asUser, int port) {
        this.programs = programs;
        this.folder = folder;
        this.asUser = asUser;
        this.port = port;
    }

    /** Returns whether this run of the tests is on PostgreSQL: the profile {@code postgresql} says so. */
    public static boolean wanted() {
        return "postgresql".equals(System.getProperty("xisuan.test.database", "sqlite"));
    }

    /** Returns the server that the tests of this JVM share; nobody stops it but the end of the JVM. */
    public static synchronized TestServer shared() {
        if (shared.isEmpty()) {
            shared = Optional.of(start());
        }
        return shared.get();
    }

    /** Starts a server for one test, which may stop it. */
    public static TestServer start() {
        try {
            Path programs = programs();
            Path folder = Files.createTempDirectory("xisuan-postgresql-");
            boolean root = "root".equals(Files.getOwner(folder).getName());
            String user = userExists("postgres") ? "postgres" : "nobody";
            List<String> asUser = root
                    ? List.of(
                            "setpriv",
                            "--reuid=" + user,
                            "--regid=" + said(List.of("id", "-g", user)),
                            "--clear-groups")
                    : List.of();
            if (root) {
                said(List.of("chown", user, folder.toString()));
            }
            TestServer server = new TestServer(programs, folder, asUser, freePort());
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "postgresql-down"));
            server.make();
            server.run();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path programs() throws IOException {
        Path root = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(root)) {
            try (Stream<Path> versions = Files.list(root)) {
                Optional<Path> newest = versions.map(version -> version.resolve("bin"))
                        .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                        .max(Comparator.comparing(Path::toString));
                if (newest.isPresent()) {
                    return newest.get();
                }
            }
        }
        throw new IllegalStateException("There is no PostgreSQL in /usr/lib/postgresql: apt-get install postgresql");
    }

    private static boolean userExists(String name) throws IOException {
        return !said(List.of("sh", "-c", "id -u " + name + " 2>/dev/null || true"))
                .isEmpty();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void make() throws IOException {
        List<String> command = new ArrayList<>(asUser);
        Path word = folder.resolve("word");
        Files.writeString(word, PASSWORD);
        command.addAll(List.of(
                programs.resolve("initdb").toString(),
                "--pgdata=" + folder.resolve("data"),
                "--username=" + USER,
                "--pwfile=" + word,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--locale-provider=icu",
                "--icu-locale=en",
                "--no-sync"));
        said(command);
    }

    /** Starts the program and waits until it answers. */
    public void run() {
        List<String> command = new ArrayList<>(asUser);
        command.addAll(List.of(
                programs.resolve("postgres").toString(),
                "-D",
                folder.resolve("data").toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_connections=200"));
        try {
            process = Optional.of(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long end = System.nanoTime() + START_NANOS;
        while (!answers()) {
            if (System.nanoTime() > end || !process.orElseThrow().isAlive()) {
                throw new IllegalStateException("PostgreSQL does not start, see " + folder.resolve("log"));
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    private boolean answers() {
        try (Connection connection = DriverManager.getConnection(url("postgres", "public"))) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** Stops the program at once and in order, cutting off who is connected. */
    public void stop() {
        process.ifPresent(running -> signal(running, "INT"));
        process = Optional.empty();
    }

    /** Kills the program as a power cut would. */
    public void kill() {
        process.ifPresent(running -> signal(running, "QUIT"));
        process = Optional.empty();
    }

    private static void signal(Process running, String signal) {
        try {
            said(List.of("kill", "-" + signal, Long.toString(running.pid())));
            if (!running.waitFor(30, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the URL of a place of its own for one test, which is made when it is not there. */
    public String url(String schema) {
        execute("CREATE SCHEMA IF NOT EXISTS " + schema);
        return url("postgres", schema);
    }

    /** Runs a statement as the server's owner. */
    public void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url("postgres", "public"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Returns the number that a query of the server's owner gives. */
    public long count(String sql) {
        try (Connection connection = DriverManager.getConnection(url("postgres", "public"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private String url(String database, String schema) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=%s&currentSchema=%s"
                .formatted(port, database, USER, PASSWORD, schema);
    }

    /** Stops the program and deletes its folder. */
    @Override
    public void close() {
        stop();
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String said(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("%s: %s".formatted(command, text));
            }
            return text.strip();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while %s ran".formatted(command), e);
        }
    }
}
