package io.xisuan.operator.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sample manifest asks for what the agent needs and for nothing else. */
class AgentSampleTest {
    private static final Path SAMPLE =
            Path.of(System.getProperty("xisuan.root", "..")).resolve("deploy/samples/agent.yaml");

    private static JsonNode document(String kind) throws IOException {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
        List<JsonNode> documents = yaml.readerFor(JsonNode.class)
                .<JsonNode>readValues(SAMPLE.toFile())
                .readAll();
        return documents.stream()
                .filter(document -> document.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind));
    }

    @Test
    void it_may_read_pods_and_nothing_else() throws IOException {
        JsonNode rules = document("ClusterRole").path("rules");
        assertThat(rules).hasSize(1);
        assertThat(rules.get(0).toString())
                .isEqualTo("{\"apiGroups\":[\"\"],\"resources\":[\"pods\"],\"verbs\":[\"get\",\"list\"]}");
        assertThat(document("Namespace").at("/metadata/labels").toString()).contains("enforce\":\"privileged");
    }

    @Test
    void it_mounts_the_folder_of_the_socket_read_only_and_has_no_rights_on_the_node() throws IOException {
        JsonNode pod = document("DaemonSet").at("/spec/template/spec");
        JsonNode container = pod.at("/containers/0");
        assertThat(pod.path("volumes")).hasSize(1);
        assertThat(pod.at("/volumes/0/hostPath/path").asText()).isEqualTo("/var/lib/kubelet/pod-resources");
        assertThat(container.at("/volumeMounts/0/readOnly").asBoolean()).isTrue();
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                .isFalse();
        assertThat(container.at("/securityContext/capabilities").toString()).isEqualTo("{\"drop\":[\"ALL\"]}");
        assertThat(container.at("/env/0/valueFrom/fieldRef/fieldPath").asText()).isEqualTo("spec.nodeName");
        assertThat(container.at("/ports/0/containerPort").asInt()).isEqualTo(9460);
        assertThat(pod.has("hostNetwork") || pod.has("hostPID")).isFalse();
    }
}
