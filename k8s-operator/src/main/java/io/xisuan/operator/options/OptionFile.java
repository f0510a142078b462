package io.xisuan.operator.options;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.xisuan.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Options files: YAML, strict; a key that is there twice is refused. */
public final class OptionFile {
    private static final ObjectMapper YAML = YAMLMapper.builder(
                    YAMLFactory.builder().build())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final long MOST_BYTES = 1 << 20;

    private OptionFile() {}

    /**
     * Reads a file.
     *
     * @throws InputException naming the file, and the line where there is one
     */
    public static OptionFields read(Path file) {
        return new OptionFields(file.toString(), "", tree(file));
    }

    private static JsonNode tree(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw InputException.of("%s is larger than 1 MiB".formatted(file));
            }
            return YAML.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw InputException.at(file.toString(), Math.max(1, line), "YAML", oneLine(e));
        } catch (IOException e) {
            throw InputException.of("%s cannot be read: is it there?".formatted(file));
        }
    }

    /** Returns what the parser says without its pictures of the place. */
    private static String oneLine(JsonProcessingException e) {
        return e.getOriginalMessage()
                .lines()
                .filter(line -> !line.startsWith(" "))
                .collect(Collectors.joining("; "));
    }
}
