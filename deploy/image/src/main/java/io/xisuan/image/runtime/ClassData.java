package io.xisuan.image.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The archive of class data (CDS) that lets the program start fast: the classes that a few runs of the program load,
 * sorted, dumped by the image's own runtime. A static archive and not one made at exit, because only that comes out the
 * same twice.
 */
public final class ClassData {
    /** The numbers that a run gives to classes, which differ between runs. */
    private static final Pattern NUMBER = Pattern.compile(" id: \\d+$");

    /** Marks classes of loaders that the program made itself. */
    private static final String OF_LOADER = " source: ";

    /** Marks what a run resolved of a class, which depends on how its threads ran. */
    private static final String RESOLVED = "@cp ";

    private final Toolbox image;
    private final Path root;
    private final Path work;

    /**
     * @param image runs the image's programs
     * @param root the image's root
     * @param work a folder for what lies between
     */
    public ClassData(Toolbox image, Path root, Path work) {
        this.image = image;
        this.root = root;
        this.work = work;
    }

    /**
     * Runs the program with each of the argument lists, and dumps what was loaded in any.
     *
     * @param options the JVM's options as the image starts it, class path included, with paths of the image
     * @return whether this machine could run the image's runtime
     */
    public boolean dump(List<String> options, String main, List<List<String>> runs, String target) throws IOException {
        Optional<List<String>> java = image.command("opt/java/bin/java");
        if (java.isEmpty()) {
            return false;
        }
        SortedSet<String> classes = new TreeSet<>();
        for (int i = 0; i < runs.size(); i++) {
            classes.addAll(loaded(java.get(), options, main, runs.get(i), work.resolve("classes-" + i + ".lst")));
        }
        Path list = work.resolve("classes.lst");
        Files.write(list, ordered(classes), StandardCharsets.UTF_8);
        List<String> command = new ArrayList<>(java.get());
        command.addAll(List.of(
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + list,
                "-XX:SharedArchiveFile=" + root.resolve(target),
                "-Xmx1g"));
        command.addAll(onDisk(options));
        Toolbox.run(command, work);
        return true;
    }

    private List<String> loaded(List<String> java, List<String> options, String main, List<String> run, Path list)
            throws IOException {
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of("-XX:DumpLoadedClassList=" + list, "-Xshare:off", "-Xmx1g"));
        command.addAll(onDisk(options));
        command.add(main);
        command.addAll(run);
        Toolbox.run(command, work);
        return Files.readAllLines(list, StandardCharsets.UTF_8).stream()
                .filter(line -> !line.startsWith("#") && !line.startsWith(RESOLVED) && !line.contains(OF_LOADER))
                .map(line -> NUMBER.matcher(line).replaceFirst(""))
                .toList();
    }

    /** Returns classes by name, and after them what is said of them: lines that begin with {@code @}. */
    private static List<String> ordered(SortedSet<String> lines) {
        List<String> ordered = new ArrayList<>();
        lines.stream().filter(line -> !line.startsWith("@")).forEach(ordered::add);
        lines.stream().filter(line -> line.startsWith("@")).forEach(ordered::add);
        return ordered;
    }

    /** Returns the options with the image's paths as they lie on this machine. */
    private List<String> onDisk(List<String> options) {
        return options.stream()
                .map(option ->
                        option.replace("/opt/xisuan", root.resolve("opt/xisuan").toString()))
                .toList();
    }
}
