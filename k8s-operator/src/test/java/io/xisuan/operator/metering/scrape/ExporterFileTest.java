package io.xisuan.operator.metering.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.model.InputException;
import io.xisuan.operator.metering.scrape.ExporterRule.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExporterFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    private final List<String> warnings = new ArrayList<>();

    private Exporters read(String text) throws IOException {
        return ExporterFile.read(Files.writeString(folder.resolve("exporters.yaml"), text), warnings::add);
    }

    private void isRefused(String text, String... said) {
        assertThatThrownBy(() -> read(text))
                .as(text)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("exporters.yaml")
                .hasMessageContainingAll(said)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void a_known_exporter_needs_its_name_alone() throws IOException {
        StringBuilder text = new StringBuilder("exporters:\n");
        KnownExporters.all()
                .forEach(rule -> text.append("- name: ").append(rule.name()).append('\n'));
        assertThat(read(text.toString()).rules()).isEqualTo(KnownExporters.all());
        assertThat(warnings).isEmpty();
    }

    @Test
    void everything_can_be_written() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "t");
        Exporters exporters = read("""
                nodeAnnotations: true
                exporters:
                - name: dcgm-exporter
                  pods: {app.kubernetes.io/name: dcgm-exporter}
                  port: metrics
                  resource: ""
                  nodes: {pool: h100}
                  scheme: https
                  path: /metrics?collect[]=gpu
                  interval: 30s
                  timeout: 5s
                  gzip: false
                  maxBytes: 1000000
                  tokenFile: %s
                  tls: {insecure: true}
                - name: our-own
                  port: 9999
                """.formatted(token));
        ExporterRule rule = exporters.rules().getFirst();
        assertThat(exporters.annotations()).isTrue();
        assertThat(rule.place()).isInstanceOf(Place.InPod.class);
        assertThat(rule.resource()).isEmpty();
        assertThat(rule.nodeLabels()).containsEntry("pool", "h100");
        assertThat(rule.secure()).isTrue();
        assertThat(rule.access().interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(rule.access().tokenFile()).isEqualTo(Optional.of(token));
        assertThat(exporters.rules().get(1).place()).isEqualTo(new Place.OnNode(9999));
        assertThat(warnings).singleElement().asString().contains("dcgm-exporter", "insecure: true");
    }

    @Test
    void a_token_in_plain_text_is_warned_of() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "t");
        read("exporters:\n- {name: npu-exporter, tokenFile: %s}\n".formatted(token));
        assertThat(warnings).singleElement().asString().contains("npu-exporter", "unencrypted");
    }

    @Test
    void what_is_wrong_is_one_sentence_that_names_the_field() {
        isRefused("", "the file");
        isRefused("exporters: []", "name at least one");
        isRefused("exporters: {}", "exporters", "write a list");
        isRefused("exporters:\n- name: [x\n", "YAML");
        isRefused("exporters:\n- name: x\n  name: y\n", "YAML");
        isRefused("exporters:\n- name: mine\n", "exporters[0].port", "is missing", "dcgm-exporter");
        isRefused("exporters:\n- port: 1\n", "exporters[0].name");
        isRefused("exporters:\n- {name: dcgm-exporter}\n- {name: dcgm-exporter}\n", "exporters[1].name", "twice");
        isRefused("exporters:\n- {name: dcgm-exporter, porrt: 1}\n", "exporters[0].porrt", "is no field");
        isRefused("exporters:\n- {name: dcgm-exporter, port: 70000}\n", "exporters[0]", "65535");
        isRefused("exporters:\n- {name: dcgm-exporter, port: web}\n", "exporters[0].port", "no number");
        isRefused("exporters:\n- {name: dcgm-exporter, pods: {a: b}}\n", "exporters[0].port");
        isRefused("exporters:\n- {name: dcgm-exporter, scheme: ftp}\n", "exporters[0].scheme", "http, https");
        isRefused("exporters:\n- {name: dcgm-exporter, path: metrics}\n", "exporters[0]", "no path");
        isRefused("exporters:\n- {name: dcgm-exporter, timeout: 15s}\n", "exporters[0]", "time-out");
        isRefused("exporters:\n- {name: dcgm-exporter, interval: soon}\n", "exporters[0].interval", "15s");
        isRefused("exporters:\n- {name: dcgm-exporter, gzip: maybe}\n", "exporters[0].gzip");
        isRefused("exporters:\n- {name: dcgm-exporter, maxBytes: -1}\n", "exporters[0].maxBytes");
        isRefused("exporters:\n- {name: dcgm-exporter, tokenFile: /no/such}\n", "exporters[0].tokenFile", "/no/such");
        isRefused("exporters:\n- {name: dcgm-exporter, tls: {insecure: true}}\n", "exporters[0].tls", "https");
        isRefused(
                "exporters:\n- {name: dcgm-exporter, scheme: https, tls: {certFile: /etc/hostname}}\n",
                "exporters[0].tls.certFile");
        isRefused(
                "exporters:\n- {name: dcgm-exporter, scheme: https, tls: {insecure: true, serverName: x}}\n",
                "exporters[0].tls",
                "proves nothing");
        isRefused("exporters:\n- {name: Dcgm, port: 1}\n", "exporters[0]", "no name");
    }
}
