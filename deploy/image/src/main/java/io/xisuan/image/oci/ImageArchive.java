package io.xisuan.image.oci;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * An image as one file: an OCI image layout (image-spec 1.1) that also carries {@code manifest.json}, the index of
 * {@code docker save}, over the same blobs. {@code docker load} of every version, {@code podman load}, {@code ctr import},
 * {@code nerdctl load} and {@code skopeo} as {@code oci-archive:} or {@code docker-archive:} take it.
 */
public final class ImageArchive {
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";
    private static final String BLOBS = "blobs/sha256/";

    private final ObjectMapper json = new ObjectMapper();
    private final ImageDescription image;
    private final List<Layer> layers;

    public ImageArchive(ImageDescription image, List<Layer> layers) {
        this.image = image;
        this.layers = List.copyOf(layers);
    }

    /** Writes the archive and returns the image's identity: the digests of configuration and manifest. */
    public Identity write(Path file) throws IOException {
        byte[] config = bytes(config());
        byte[] manifest = bytes(manifest(config));
        SortedMap<String, byte[]> texts = new TreeMap<>();
        texts.put("oci-layout", bytes(Map.of("imageLayoutVersion", "1.0.0")));
        texts.put("index.json", bytes(index(manifest)));
        texts.put("manifest.json", bytes(List.of(dockerManifest(config))));
        texts.put(blob(Digest.of(config)), config);
        texts.put(blob(Digest.of(manifest)), manifest);
        SortedMap<String, Path> blobs = new TreeMap<>();
        layers.forEach(layer -> blobs.put(blob(layer.digest()), layer.file()));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
            folder(tar, "blobs/");
            folder(tar, BLOBS);
            for (Map.Entry<String, Path> each : blobs.entrySet()) {
                begin(tar, each.getKey(), Files.size(each.getValue()));
                Files.copy(each.getValue(), tar);
                tar.closeArchiveEntry();
            }
            for (Map.Entry<String, byte[]> each : texts.entrySet()) {
                begin(tar, each.getKey(), each.getValue().length);
                tar.write(each.getValue());
                tar.closeArchiveEntry();
            }
            tar.finish();
        }
        return new Identity(Digest.of(config), Digest.of(manifest));
    }

    /**
     * What an image is called by.
     *
     * @param config the digest of the configuration, which engines call the image's id: it covers the layers before
     *     compression, so it does not depend on the compressor of the building machine
     * @param manifest the digest that a registry gives it
     */
    public record Identity(Digest config, Digest manifest) {}

    private Map<String, Object> config() {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("User", image.user() + ":" + image.user());
        run.put(
                "Env",
                image.environment().entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .toList());
        run.put("Entrypoint", image.entrypoint());
        run.put("Cmd", List.of("--help"));
        run.put("WorkingDir", "/data");
        run.put("Labels", image.labels());
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("created", image.created().toString());
        config.put("architecture", image.architecture().debian());
        config.put("os", "linux");
        config.put("config", run);
        config.put(
                "rootfs",
                ordered(
                        "type",
                        "layers",
                        "diff_ids",
                        layers.stream().map(layer -> layer.content().toString()).toList()));
        config.put("history", layers.stream().map(this::history).toList());
        return config;
    }

    private Map<String, Object> history(Layer layer) {
        return ordered("created", image.created().toString(), "created_by", layer.title());
    }

    private Map<String, Object> manifest(byte[] config) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("schemaVersion", 2);
        manifest.put("mediaType", MANIFEST);
        manifest.put("config", descriptor(CONFIG, Digest.of(config), config.length));
        List<Object> blobs = new ArrayList<>();
        layers.forEach(layer -> blobs.add(descriptor(LAYER, layer.digest(), layer.size())));
        manifest.put("layers", blobs);
        manifest.put("annotations", image.labels());
        return manifest;
    }

    private Map<String, Object> index(byte[] manifest) {
        Map<String, Object> entry = descriptor(MANIFEST, Digest.of(manifest), manifest.length);
        entry.put("platform", ordered("architecture", image.architecture().debian(), "os", "linux"));
        entry.put(
                "annotations",
                ordered(
                        "io.containerd.image.name",
                        image.wholeReference(),
                        "org.opencontainers.image.ref.name",
                        image.tag()));
        Map<String, Object> index = new LinkedHashMap<>();
        index.put("schemaVersion", 2);
        index.put("mediaType", INDEX);
        index.put("manifests", List.of(entry));
        return index;
    }

    private Map<String, Object> dockerManifest(byte[] config) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("Config", blob(Digest.of(config)));
        manifest.put("RepoTags", List.of(image.reference()));
        manifest.put(
                "Layers", layers.stream().map(layer -> blob(layer.digest())).toList());
        return manifest;
    }

    private static Map<String, Object> descriptor(String type, Digest digest, long size) {
        Map<String, Object> descriptor = new LinkedHashMap<>();
        descriptor.put("mediaType", type);
        descriptor.put("digest", digest.toString());
        descriptor.put("size", size);
        return descriptor;
    }

    private static Map<String, Object> ordered(String first, Object value, String second, Object other) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(first, value);
        map.put(second, other);
        return map;
    }

    private static String blob(Digest digest) {
        return BLOBS + digest.hex();
    }

    private void folder(TarArchiveOutputStream tar, String name) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setModTime(FileTime.from(image.created()));
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private void begin(TarArchiveOutputStream tar, String name, long size) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        entry.setModTime(FileTime.from(image.created()));
        tar.putArchiveEntry(entry);
    }

    private byte[] bytes(Object value) {
        try {
            return json.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts is always JSON", e);
        }
    }
}
