package io.xisuan.image.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.xisuan.model.InputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Reads an image archive as an engine does: every blob by its digest, the layers one over the other. It exists so that
 * what was written is checked by another way than it was written, and unpacked where no engine is at hand.
 */
public final class ImageReader {
    private static final String EVERYTHING = "rwxrwxrwx";

    private final ObjectMapper json = new ObjectMapper();
    private final Path layout;

    private ImageReader(Path layout) {
        this.layout = layout;
    }

    /** Unpacks an archive to an empty folder and returns its reader; a blob that is not what its name says is refused. */
    public static ImageReader open(Path archive, Path folder) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(archive))) {
            unpack(in, folder);
        }
        return new ImageReader(folder);
    }

    /** Returns the one manifest of the archive. */
    public JsonNode manifest() throws IOException {
        JsonNode index = json.readTree(layout.resolve("index.json").toFile());
        return json.readTree(blob(index.at("/manifests/0/digest").asText()).toFile());
    }

    /** Returns the configuration. */
    public JsonNode config() throws IOException {
        return json.readTree(blob(manifest().at("/config/digest").asText()).toFile());
    }

    /** Unpacks all layers to a folder, and returns the digests of their content as they were read. */
    public List<Digest> unpackLayers(Path root) throws IOException {
        List<Digest> contents = new ArrayList<>();
        for (JsonNode layer : manifest().get("layers")) {
            Path file = blob(layer.get("digest").asText());
            MessageDigest sha = Digest.sha256();
            try (InputStream zip = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)));
                    InputStream tar = new DigestInputStream(zip, sha)) {
                unpack(tar, root);
                tar.transferTo(OutputStream.nullOutputStream());
            }
            contents.add(Digest.of(sha));
        }
        return contents;
    }

    private Path blob(String digest) throws IOException {
        Digest named = Digest.parse(digest);
        Path file = layout.resolve("blobs/sha256").resolve(named.hex());
        if (!Files.isRegularFile(file) || !Digest.of(file).equals(named)) {
            throw InputException.of("%s: the blob %s is missing or is something else".formatted(layout, digest));
        }
        return file;
    }

    private static void unpack(InputStream in, Path folder) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(in);
        TarArchiveEntry entry;
        while ((entry = tar.getNextEntry()) != null) {
            Path place = folder.resolve(entry.getName()).normalize();
            if (!place.startsWith(folder)) {
                throw InputException.of("%s would leave the folder it is unpacked to".formatted(entry.getName()));
            }
            if (entry.isDirectory()) {
                Files.createDirectories(place);
            } else if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(place, Path.of(entry.getLinkName()));
            } else {
                Files.copy(tar, place, StandardCopyOption.REPLACE_EXISTING);
                Files.setPosixFilePermissions(place, permissions(entry.getMode()));
                Files.setLastModifiedTime(
                        place, FileTime.from(entry.getLastModifiedTime().toInstant()));
            }
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < EVERYTHING.length(); i++) {
            boolean granted = (mode >> (EVERYTHING.length() - 1 - i) & 1) == 1;
            text.append(granted ? EVERYTHING.charAt(i) : '-');
        }
        return PosixFilePermissions.fromString(text.toString());
    }
}
