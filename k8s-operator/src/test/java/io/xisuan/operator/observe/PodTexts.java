package io.xisuan.operator.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;

/** Pods as API servers and kubelets write them, with the fields that we skip. */
final class PodTexts {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The metadata of one of our pods, open at its end. */
    static final String OURS = """
            "apiVersion": "v1", "kind": "Pod", "metadata": {"name": "llm-1-0", "namespace": "lab",
             "uid": "6f1c9d2e-0b1a-4c55-9a52-0c6f8e5d1a01", "resourceVersion": "4711", "creationTimestamp": "2026-11-24T08:00:00Z",
             "generateName": "", "labels": {"xisuan.io/job": "job-uid", "xisuan.io/job-name": "llm", "xisuan.io/attempt": "1",
             "xisuan.io/rank": "0", "xisuan.io/site": "zhongwei"}, "annotations": {"xisuan.io/epoch": "7"},
             "finalizers": ["xisuan.io/metering"], "managedFields": [{"manager": "kubelet", "operation": "Update",
             "fieldsV1": {"f:status": {"f:phase": {}}}}]""";

    static final String BOUND = """
            "conditions": [{"type": "PodScheduled", "status": "True", "lastTransitionTime": "2026-11-24T08:00:02Z"}]""";

    private PodTexts() {}

    /** Returns a pod of ours with a node and a status. */
    static NarrowPod ours(String node, String status) {
        return pod(
                "{%s}, \"spec\": {%s\"containers\": [{\"name\": \"main\", \"env\": [{\"name\": \"A\"}]}]}, \"status\": {%s}}"
                        .formatted(OURS, node.isEmpty() ? "" : "\"nodeName\": \"%s\", ".formatted(node), status));
    }

    static NarrowPod pod(String text) {
        try {
            return MAPPER.readValue(text, NarrowPod.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a pod of others with a specification and a status. */
    static NarrowPod foreign(String name, String version, String spec, String status) {
        return pod("""
                {"metadata": {"name": "%s", "namespace": "owner", "uid": "6f1c9d2e-0b1a-4c55-9a52-0c6f8e5d1a02",
                 "resourceVersion": "%s"}, "spec": {%s}, "status": {%s}}""".formatted(name, version, spec, status));
    }
}
