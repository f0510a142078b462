package io.xisuan.image.inventory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The list of what others made, and the licence texts and notices that came with it. */
public final class ThirdParty {
    private static final Pattern TEXT = Pattern.compile(
            "(?:META-INF/)?(?:license/|licenses/)?[^/]*(?:LICEN[SC]E|NOTICE|COPYING|COPYRIGHT|OFL)[^/]*(?<!\\.class)",
            Pattern.CASE_INSENSITIVE);

    private ThirdParty() {}

    /** Returns the list as a table separated by tabs: component, version, licence, source. */
    public static String table(List<Component> components, LicenceRules rules) {
        StringBuilder table = new StringBuilder("component\tversion\tlicence\tsource\n");
        for (Component each : components) {
            table.append(
                    "%s\t%s\t%s\t%s\n".formatted(each.subject(), each.version(), rules.licence(each), each.source()));
        }
        return table.toString();
    }

    /** Copies licences and notices of a jar to a folder of its name; returns how many it had. */
    public static int copyTexts(Path jar, Path folder) throws IOException {
        int copied = 0;
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            List<? extends ZipEntry> texts = zip.stream()
                    .filter(each ->
                            !each.isDirectory() && TEXT.matcher(each.getName()).matches())
                    .toList();
            Path target = folder.resolve(jar.getFileName().toString().replaceFirst("\\.jar$", ""));
            for (ZipEntry each : texts) {
                Files.createDirectories(target);
                Path file =
                        target.resolve(each.getName().substring(each.getName().lastIndexOf('/') + 1));
                try (InputStream in = zip.getInputStream(each)) {
                    Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                }
                copied++;
            }
        }
        return copied;
    }
}
