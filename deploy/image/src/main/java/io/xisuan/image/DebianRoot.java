package io.xisuan.image;

import io.xisuan.image.debian.Architecture;
import io.xisuan.image.debian.DebFile;
import io.xisuan.image.debian.Lock;
import io.xisuan.image.debian.LockedPackage;
import io.xisuan.image.debian.LockedPackage.Role;
import io.xisuan.image.debian.PackageCache;
import io.xisuan.image.inventory.BillOfMaterials;
import io.xisuan.image.inventory.Component;
import io.xisuan.image.runtime.Toolbox;
import io.xisuan.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the pinned Debian packages give: the root of an image, and the JDK that links its runtime. */
final class DebianRoot {
    /** What nobody reads in a container: character sets that Java has itself, manuals, translations. */
    private static final Pattern LEFT_OUT = Pattern.compile(
            "usr/lib/[^/]+/gconv(/.*)?|usr/lib/[^/]+/audit(/.*)?"
                    + "|usr/share/(man|locale|info|lintian|bug|doc-base|debianutils|i18n|zoneinfo|base-files|dict|pixmaps|menu|misc)(/.*)?"
                    + "|usr/share/doc/(?![^/]+(/copyright)?$).*|etc/(motd|issue|issue\\.net|profile\\.d|update-motd\\.d|default)(/.*)?"
                    + "|(boot|home|media|mnt|srv|opt|root|usr/games|usr/local|usr/src|usr/include|var/(backups|local|mail|opt|spool))(/.*)?");

    private static final Pattern MODULES = Pattern.compile("usr/lib/jvm(/[^/]+(/jmods(/.*)?)?)?");
    private static final String JVM = "usr/lib/jvm";
    private static final String JDK = "-jdk-";

    private final Lock lock;
    private final PackageCache cache;

    DebianRoot(Lock lock, PackageCache cache) {
        this.lock = lock;
        this.cache = cache;
    }

    /** Unpacks the packages of an image and returns what they are. */
    List<Component> unpack(Architecture architecture, Path root) throws IOException {
        List<Component> parts = new ArrayList<>();
        for (LockedPackage each : lock.of(architecture, Role.IMAGE)) {
            DebFile file = new DebFile(cache.file(each));
            file.unpack(root, path -> !LEFT_OUT.matcher(path).matches());
            // Where scanners look for the packages of an image that has no dpkg.
            BillOfMaterials.write(root.resolve("var/lib/dpkg/status.d/" + each.name()), file.control());
            parts.add(component(each));
        }
        for (LockedPackage each : lock.of(architecture, Role.TOOL)) {
            if (each.name().contains(JDK)) {
                parts.add(component(each));
            }
        }
        return parts;
    }

    /** Unpacks the JDK of this machine's architecture, with what it needs to run. */
    Toolbox tools(Path work) throws IOException {
        Architecture host = host();
        Path root = work.resolve("tools-" + jdk(host).sha256().substring(0, 16));
        if (!Files.isDirectory(root)) {
            Path part = Folders.fresh(work.resolve("tools.part"));
            for (Role role : List.of(Role.IMAGE, Role.TOOL)) {
                for (LockedPackage each : lock.of(host, role)) {
                    new DebFile(cache.file(each))
                            .unpack(part, path -> !MODULES.matcher(path).matches() || !path.contains("/jmods"));
                }
            }
            new Toolbox(part, host).anchorLinks();
            Files.move(part, root);
        }
        return new Toolbox(root, host);
    }

    /** Returns the folder of the JDK in the tools' root, relative to it. */
    String toolHome() {
        LockedPackage jdk = jdk(host());
        return "%s/java-%s-openjdk-%s".formatted(JVM, jdk.name().split("-", 3)[1], host().debian());
    }

    /** Unpacks the modules of an image's architecture and returns their folder. */
    Path modules(Architecture architecture, Path work) throws IOException {
        Path root = Folders.fresh(work.resolve("modules-" + architecture.debian()));
        new DebFile(cache.file(jdk(architecture)))
                .unpack(root, path -> MODULES.matcher(path).matches());
        try (Stream<Path> homes = Files.list(root.resolve(JVM))) {
            return homes.map(home -> home.resolve("jmods"))
                    .filter(Files::isDirectory)
                    .findFirst()
                    .orElseThrow(() -> InputException.of(jdk(architecture).name() + " has no folder jmods"));
        }
    }

    private LockedPackage jdk(Architecture architecture) {
        return lock.of(architecture, Role.TOOL).stream()
                .filter(each -> each.name().contains(JDK))
                .findFirst()
                .orElseThrow(() -> InputException.of("the lock file pins no JDK for " + architecture.debian()));
    }

    private static Architecture host() {
        return Architecture.ofThisMachine()
                .orElseThrow(() -> InputException.of(
                        "images are built on Linux on amd64 or arm64: the JDK that links them is Debian's for those"));
    }

    private static Component component(LockedPackage each) {
        return new Component(
                "pkg:deb/debian/%s@%s?arch=%s"
                        .formatted(
                                each.name(), each.version(), each.architecture().debian()),
                each.name(),
                each.version(),
                List.of(),
                "Debian source package " + each.source(),
                each.sha256());
    }
}
