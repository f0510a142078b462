package io.xisuan.image;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders of a build. */
final class Folders {
    private Folders() {}

    /** Returns the folder, empty. */
    static Path fresh(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> walk = Files.walk(folder)) {
                List<Path> deepest = walk.sorted(Comparator.reverseOrder()).toList();
                for (Path each : deepest) {
                    Files.delete(each);
                }
            }
        }
        return Files.createDirectories(folder);
    }

    /** Copies the files below a folder to another; what a link names is copied in its place. */
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> walk = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
            for (Path each : walk.filter(Files::isRegularFile).sorted().toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                Files.createDirectories(target.getParent());
                Files.copy(each, target);
            }
        }
    }
}
