package io.xisuan.operator.agent;

import io.xisuan.model.AcceleratorShare;
import java.math.BigDecimal;

/** The agent's metrics as text: Prometheus 0.0.4, or OpenMetrics 1.0 where it is asked for. The labels and their order are fixed. */
final class AgentExposition {
    /** Which text. */
    enum Form {
        TEXT("text/plain; version=0.0.4; charset=utf-8"),
        OPENMETRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

        private final String contentType;

        Form(String contentType) {
            this.contentType = contentType;
        }

        String contentType() {
            return contentType;
        }

        /** Returns the form that a client accepts. */
        static Form accepted(String header) {
            return header.contains("application/openmetrics-text") ? OPENMETRICS : TEXT;
        }
    }

    private final StringBuilder text = new StringBuilder(4096);
    private final Form form;

    private AgentExposition(Form form) {
        this.form = form;
    }

    /** Writes what is known of the node. */
    static String write(NodeFacts facts, NodeOwners known, Form form) {
        AgentExposition out = new AgentExposition(form);
        out.about(facts);
        out.kubelet(known);
        if (known.kubeletUp()) {
            out.owners(known);
        }
        if (form == Form.OPENMETRICS) {
            out.text.append("# EOF\n");
        }
        return out.text.toString();
    }

    private void about(NodeFacts facts) {
        boolean open = form == Form.OPENMETRICS;
        head(open ? "xisuan_agent" : "xisuan_agent_info", open ? "info" : "gauge", "What speaks here.");
        sample("xisuan_agent_info", "1", "version", facts.version(), "node", facts.node(), "boot_id", facts.bootId());
    }

    private void kubelet(NodeOwners known) {
        head("xisuan_agent_kubelet_up", "gauge", "Whether the kubelet answered the last read.");
        sample("xisuan_agent_kubelet_up", known.kubeletUp() ? "1" : "0");
        head(
                "xisuan_agent_kubelet_read_timestamp_seconds",
                "gauge",
                "When the kubelet last answered, by the node's clock.");
        known.lastReadMillis()
                .ifPresent(millis -> sample(
                        "xisuan_agent_kubelet_read_timestamp_seconds",
                        BigDecimal.valueOf(millis, 3).toPlainString()));
    }

    private void owners(NodeOwners known) {
        head("xisuan_agent_device_allocated", "gauge", "A device, or part of one, that a container holds.");
        for (DeviceOwner owner : known.owners()) {
            sample(
                    "xisuan_agent_device_allocated",
                    "1",
                    "resource",
                    owner.resource(),
                    "device",
                    owner.device(),
                    "parent",
                    owner.parent(),
                    "share",
                    owner.share().map(AcceleratorShare::toString).orElse(""),
                    "namespace",
                    owner.pod().namespace(),
                    "pod",
                    owner.pod().name(),
                    "pod_uid",
                    owner.confirmedUid().orElse(""),
                    "container",
                    owner.container());
        }
        head("xisuan_agent_device_allocatable", "gauge", "A device, or part of one, that a device plugin offers.");
        for (ContainerDevices offered : known.allocatable()) {
            for (String id : offered.ids()) {
                sample("xisuan_agent_device_allocatable", "1", "resource", offered.resource(), "device", id);
            }
        }
    }

    private void head(String family, String type, String help) {
        text.append("# HELP ").append(family).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(family).append(' ').append(type).append('\n');
    }

    private void sample(String name, String value, String... labels) {
        text.append(name);
        for (int i = 0; i < labels.length; i += 2) {
            text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
            escape(labels[i + 1]);
            text.append('"');
        }
        text.append(labels.length > 0 ? "} " : " ").append(value).append('\n');
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '"' -> text.append("\\\"");
                case '\n' -> text.append("\\n");
                default -> text.append(c);
            }
        }
    }
}
