package io.xisuan.image.runtime;

import io.xisuan.image.debian.Architecture;
import io.xisuan.model.InputException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs programs of an unpacked Debian root on the building machine, without entering it: by the root's own dynamic
 * loader and libraries. So the pinned JDK links and dumps, whatever JDK and libc the machine has, and no rights are
 * needed. Roots of another architecture run where qemu's user emulation is on the path.
 */
public final class Toolbox {
    private static final int LONG_WORD = 200;
    private static final int END = 2000;

    private final Path root;
    private final Architecture architecture;

    public Toolbox(Path root, Architecture architecture) {
        this.root = root;
        this.architecture = architecture;
    }

    /** Returns what starts a program of the root, given relative to it; empty where this machine cannot run it. */
    public Optional<List<String>> command(String program) {
        return emulator().map(emulator -> {
            List<String> command = new ArrayList<>(emulator);
            command.add(root.resolve(architecture.loader()).toString());
            command.add("--library-path");
            command.add(root.resolve(architecture.libraries()).toString());
            command.add(root.resolve(program).toString());
            return command;
        });
    }

    /** Makes links to absolute paths relative, so that they lead to files of the root and not of the machine. */
    public void anchorLinks() throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path link : walk.filter(Files::isSymbolicLink).toList()) {
                Path target = Files.readSymbolicLink(link);
                if (target.isAbsolute()) {
                    Path inside = root.resolve(target.toString().substring(1));
                    Files.delete(link);
                    Files.createSymbolicLink(
                            link, link.resolveSibling(".").normalize().relativize(inside));
                }
            }
        }
    }

    private Optional<List<String>> emulator() {
        if (Architecture.ofThisMachine().equals(Optional.of(architecture))) {
            return Optional.of(List.of());
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator))
                .flatMap(folder -> Stream.of("qemu-%s-static", "qemu-%s")
                        .map(name -> Path.of(folder, name.formatted(architecture.machine()))))
                .filter(Files::isExecutable)
                .findFirst()
                .map(found -> List.of(found.toString()));
    }

    /** Runs a command and returns what it printed; a failure is told with the end of that. */
    static String run(List<String> command, Path folder) {
        try {
            Path log = Files.createTempFile(folder, "run", ".log");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            int exit = process.waitFor();
            String said = Files.readString(log);
            Files.delete(log);
            if (exit != 0) {
                throw InputException.of("%s ended with %d: %s".formatted(shown(command), exit, end(said)));
            }
            return said;
        } catch (IOException e) {
            throw InputException.of("%s cannot be started: %s".formatted(command, e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command, e);
        }
    }

    /** Returns a command as people can bear it: class paths are long. */
    private static String shown(List<String> command) {
        return String.join(
                " ", command.stream().filter(word -> word.length() < LONG_WORD).toList());
    }

    private static String end(String said) {
        return said.substring(Math.max(0, said.length() - END));
    }
}
