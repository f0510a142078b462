package io.xisuan.image;

import io.xisuan.image.debian.Architecture;
import io.xisuan.image.debian.Lock;
import io.xisuan.image.debian.PackageCache;
import io.xisuan.image.inventory.BillOfMaterials;
import io.xisuan.image.inventory.Component;
import io.xisuan.image.inventory.LicenceRules;
import io.xisuan.image.inventory.ThirdParty;
import io.xisuan.image.oci.ImageArchive;
import io.xisuan.image.oci.ImageDescription;
import io.xisuan.image.oci.Layer;
import io.xisuan.image.oci.LayerWriter;
import io.xisuan.image.runtime.ClassData;
import io.xisuan.image.runtime.JavaRuntime;
import io.xisuan.image.runtime.Toolbox;
import io.xisuan.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Puts an image together: Debian's packages, the Java runtime, the program and what is said of them, in four layers. */
final class Assembly {
    /** The user of the image: no account of any machine, and the number that such images usually take. */
    static final int USER = 65532;

    private static final String MAIN = "io.xisuan.cli.Main";
    private static final String CLASS_DATA = "opt/xisuan/xisuan.jsa";
    private static final String JAVA = "opt/java";
    private static final String LIBRARIES = "opt/xisuan/lib/others";
    private static final String DOCUMENTS = "usr/share/doc/xisuan";
    private static final Component FONTS = new Component(
            "pkg:npm/%40expo-google-fonts/noto-sans-sc@0.4.3",
            "Noto Sans SC",
            "0.4.3",
            List.of("OFL-1.1"),
            "billing/src/main/resources, made by deploy/fonts/make-subset.sh",
            "");
    private static final Map<String, LayerWriter.Ownership> OWNERS =
            Map.of("tmp", new LayerWriter.Ownership(0, 01777), "data", new LayerWriter.Ownership(USER, 0755));

    private final Program program;
    private final Lock lock;
    private final DebianRoot debian;
    private final Path work;

    Assembly(Program program, Lock lock, PackageCache cache, Path work) {
        this.program = program;
        this.lock = lock;
        this.debian = new DebianRoot(lock, cache);
        this.work = work;
    }

    /** Builds the image of an architecture to a file. */
    BuiltImage build(Architecture architecture, String repository, String tag, Path file) throws IOException {
        try (Stage stage = Stage.take(work)) {
            return build(architecture, repository, tag, file, stage.root());
        }
    }

    private BuiltImage build(Architecture architecture, String repository, String tag, Path file, Path root)
            throws IOException {
        // 1. what a Debian root needs to run a program, and the accounts of the image
        List<Component> parts = debian.unpack(architecture, root);
        Accounts.write(root, USER);
        // 2. the Java runtime
        JavaRuntime java = new JavaRuntime(debian.tools(work), debian.toolHome());
        java.link(
                debian.modules(architecture, work), JavaRuntime.modules(program.of("modules.txt")), root.resolve(JAVA));
        // 3. the program
        ProgramFiles files = new ProgramFiles(program, architecture, root);
        files.copy();
        // 4. what it is made of, and whether that may be carried
        String document = document(root, parts, repository, tag);
        BillOfMaterials.write(root.resolve(DOCUMENTS).resolve("sbom.cdx.json"), document);
        // 5. class data, of files whose times are those of the image: the JVM compares them
        setTimes(root, lock.pinned());
        boolean fast = new ClassData(new Toolbox(root, architecture), root, work)
                .dump(files.options(), MAIN, Training.runs(program, work), CLASS_DATA);
        // 6. layers and archive
        ImageDescription description = description(architecture, repository, tag, fast);
        List<Layer> layers = layers(root, architecture);
        ImageArchive.Identity identity = new ImageArchive(description, layers).write(file);
        return new BuiltImage(description, file, identity, layers, fast, document);
    }

    private String document(Path root, List<Component> parts, String repository, String tag) throws IOException {
        BillOfMaterials bill = BillOfMaterials.read(program.bill());
        LicenceRules rules = LicenceRules.read(program.of("licences.tsv"));
        List<Component> besides =
                Stream.concat(parts.stream(), Stream.of(FONTS)).toList();
        List<Component> all =
                Stream.concat(bill.components().stream(), besides.stream()).toList();
        List<String> refusals = rules.refusals(all);
        if (!refusals.isEmpty()) {
            throw InputException.of("deploy/image/licences.tsv: " + String.join("; ", refusals));
        }
        BillOfMaterials.write(root.resolve(DOCUMENTS).resolve("third-party.tsv"), ThirdParty.table(all, rules));
        return bill.ofImage(repository, tag, lock.pinned().toString(), besides, rules);
    }

    private List<Layer> layers(Path root, Architecture architecture) throws IOException {
        Path folder = Folders.fresh(work.resolve("layers-" + architecture.debian()));
        LayerWriter writer = new LayerWriter(root, lock.pinned(), OWNERS);
        Predicate<String> java = path -> path.startsWith(JAVA);
        Predicate<String> libraries = path -> path.startsWith(LIBRARIES);
        Predicate<String> program = path -> (path.startsWith("opt/xisuan") && !libraries.test(path))
                || path.equals("usr/bin/xisuan")
                || path.startsWith(DOCUMENTS);
        Predicate<String> debian = path -> !java.test(path) && !libraries.test(path) && !program.test(path);
        return List.of(
                writer.write("Debian packages", debian, folder.resolve("debian.tar.gz")),
                writer.write("Java runtime", java, folder.resolve("java.tar.gz")),
                writer.write("libraries", libraries, folder.resolve("libraries.tar.gz")),
                writer.write("xisuan", program, folder.resolve("xisuan.tar.gz")));
    }

    private ImageDescription description(Architecture architecture, String repository, String tag, boolean fast) {
        return new ImageDescription(
                architecture,
                repository,
                tag,
                lock.pinned(),
                USER,
                List.of("/usr/bin/xisuan"),
                new TreeMap<>(Map.of(
                        "PATH", "/usr/bin:/opt/java/bin", "LANG", "C.UTF-8", "XISUAN_DATA", "/data", "HOME", "/data")),
                new TreeMap<>(Map.of(
                        "org.opencontainers.image.title",
                        "xisuan",
                        "org.opencontainers.image.description",
                        "Places AI training jobs onto spare GPU capacity, meters them, bills them net of vouchers",
                        "org.opencontainers.image.licenses",
                        "Apache-2.0",
                        "org.opencontainers.image.version",
                        tag,
                        "org.opencontainers.image.created",
                        lock.pinned().toString(),
                        "io.xisuan.class-data",
                        fast ? "yes" : "no")));
    }

    private static void setTimes(Path root, Instant time) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path each : walk.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                Files.setLastModifiedTime(each, FileTime.from(time));
            }
        }
    }
}
