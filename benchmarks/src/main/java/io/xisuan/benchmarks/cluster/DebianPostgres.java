package io.xisuan.benchmarks.cluster;

import io.xisuan.benchmarks.NotMeasured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The machine's own PostgreSQL on loopback with a data folder of its own; it refuses to run as root, so root starts it as another user. */
final class DebianPostgres implements AutoCloseable {
    private static final Path PLACE = Path.of("/usr/lib/postgresql");
    private static final String PASSWORD = "for-measuring";

    private final Path programs;
    private final Path folder;
    private final int port;
    private final Child server;

    private DebianPostgres(Path programs, Path folder, int port, Child server) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
        this.server = server;
    }

    /** Starts a server and waits until it answers. */
    static DebianPostgres start(Lab lab) {
        try {
            Path programs = programs();
            Path folder = Files.createTempDirectory("xisuan-bench-postgresql-");
            List<String> asUser = asUser(folder);
            Path word = Files.writeString(folder.resolve("word"), PASSWORD);
            Command.said(joined(
                    asUser,
                    programs.resolve("initdb").toString(),
                    "--pgdata=" + folder.resolve("data"),
                    "--username=xisuan",
                    "--pwfile=" + word,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C.UTF-8",
                    "--no-sync"));
            int port = freePort();
            Child server = Child.start(
                    lab.folder().resolve("postgresql.log"),
                    joined(
                            asUser,
                            programs.resolve("postgres").toString(),
                            "-D",
                            folder.resolve("data").toString(),
                            "-p",
                            Integer.toString(port),
                            "-c",
                            "listen_addresses=127.0.0.1",
                            "-c",
                            "unix_socket_directories="),
                    new TreeMap<>());
            DebianPostgres started = lab.keep(new DebianPostgres(programs, folder, port, server));
            Wait.asking("PostgreSQL answers", lab.limit(), started::answers, server::lastSaid);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the store's URL. */
    String url() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres?user=xisuan&password=%s".formatted(port, PASSWORD);
    }

    private boolean answers() {
        try {
            Command.said(List.of(
                    programs.resolve("pg_isready").toString(), "-q", "-h", "127.0.0.1", "-p", Integer.toString(port)));
            return true;
        } catch (NotMeasured notYet) {
            return false;
        }
    }

    private static Path programs() throws IOException {
        if (Files.isDirectory(PLACE)) {
            try (Stream<Path> versions = Files.list(PLACE)) {
                Optional<Path> newest = versions.map(version -> version.resolve("bin"))
                        .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                        .max(Comparator.comparing(Path::toString));
                if (newest.isPresent()) {
                    return newest.get();
                }
            }
        }
        throw new NotMeasured("there is no PostgreSQL in %s: apt-get install postgresql".formatted(PLACE));
    }

    private static List<String> asUser(Path folder) throws IOException {
        if (!"root".equals(Files.getOwner(folder).getName())) {
            return List.of();
        }
        String user = "postgres";
        Command.said(List.of("chown", user, folder.toString()));
        return List.of(
                "setpriv", "--reuid=" + user, "--regid=" + Command.said(List.of("id", "-g", user)), "--clear-groups");
    }

    private static List<String> joined(List<String> first, String... then) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(then));
        return all;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        server.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
