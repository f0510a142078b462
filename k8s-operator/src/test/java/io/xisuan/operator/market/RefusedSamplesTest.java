package io.xisuan.operator.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.xisuan.model.InputException;
import io.xisuan.operator.manifest.ManifestReader;
import io.xisuan.operator.manifest.ManifestText;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The manifests that must not pass say truly why; that the API server refuses them, by every rule, is tested on one. */
class RefusedSamplesTest {
    private static final Pattern EXPECT = Pattern.compile("^# expect: (.+)$", Pattern.MULTILINE);
    private static final Pattern CONDITION = Pattern.compile("^# condition: (\\w+) (\\w+) (\\S+)$", Pattern.MULTILINE);

    /** What is wrong by the schema names the field first, as {@code spec.workers in body ...}. */
    private static final Pattern FIELD = Pattern.compile("^(?:unknown field \")?(spec[^\\s:\"]*)");

    private final SortedMap<String, String> files = files();
    private final String rules = messages();

    /** Returns the manifests that must not pass, by name of file. */
    static SortedMap<String, String> files() {
        SortedMap<String, String> files =
                new TreeMap<>(ClusterSample.texts(ClusterSample.SAMPLES.resolve("cluster-refused")));
        files.keySet().removeIf(name -> !name.endsWith(".yaml"));
        return files;
    }

    /** Returns the messages of the CRDs' rules, one a line. */
    private static String messages() {
        StringBuilder text = new StringBuilder();
        ClusterSample.texts(ClusterSample.SAMPLES.resolveSibling("crds"))
                .values()
                .forEach(crd -> {
                    try {
                        for (JsonNode rules : new YAMLMapper().readTree(crd).findValues("x-kubernetes-validations")) {
                            rules.forEach(rule ->
                                    text.append(rule.path("message").asText()).append('\n'));
                        }
                    } catch (JsonProcessingException e) {
                        throw new IllegalStateException(e);
                    }
                });
        return text.toString();
    }

    @Test
    void every_file_says_what_to_expect() {
        assertThat(files).hasSizeGreaterThan(20);
        files.forEach((name, text) -> assertThat(EXPECT.matcher(text).find())
                .as("%s: expect or condition", name)
                .isNotEqualTo(CONDITION.matcher(text).find()));
    }

    @Test
    void what_the_api_server_is_to_say_is_in_the_rules_or_what_the_schema_forbids() {
        files.forEach((name, text) -> {
            Matcher expect = EXPECT.matcher(text);
            if (!expect.find()) {
                return;
            }
            Matcher field = FIELD.matcher(expect.group(1));
            if (field.find()) {
                assertThatThrownBy(() -> new ManifestReader().parseLoose(List.of(new ManifestText(name, text))))
                        .as(name)
                        .isInstanceOf(InputException.class)
                        .hasMessageContaining(field.group(1));
            } else {
                assertThat(rules).as(name).contains(expect.group(1));
            }
        });
    }

    @Test
    void what_the_api_server_accepts_gets_its_reason_and_stops_nothing_else() {
        int conditions = 0;
        for (var file : files.entrySet()) {
            Matcher condition = CONDITION.matcher(file.getValue());
            if (!condition.find()) {
                continue;
            }
            conditions++;
            Assembled market =
                    ClusterSample.read().plus("99-wrong.yaml", file.getValue()).assembled();
            assertThat(market.problems()).as(file.getKey()).hasSize(1);
            ResourceProblem problem = market.problems().getFirst();
            assertThat(problem.kind().word()).as(file.getKey()).isEqualTo(condition.group(1));
            assertThat(problem.reason().word()).as(file.getKey()).isEqualTo(condition.group(2));
            assertThat(problem.field()).as(file.getKey()).isEqualTo(condition.group(3));
            assertThat(market.orders()).as(file.getKey()).hasSize(1);
            assertThat(market.market().grants().all()).hasSize(1);
            assertThat(market.market().tariffs().tariffs()).hasSize(1);
        }
        assertThat(conditions).isGreaterThan(4);
    }
}
