package io.xisuan.cli.doctor;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.xisuan.operator.api.Marks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks the API server itself what its policies say of what runs in tenants' namespaces: a copy of each pod is created as a dry run,
 * which stores nothing, and the warnings or the refusal are read. So the rules are those that are installed, by the code that will
 * apply them, mutations and variables included.
 *
 * <p>Secrets are not looked at: their keys cannot be had without what they keep.
 */
final class PolicyProbe {
    /** So many pods of one kind of owner are alike; only the first is asked about. */
    private static final String NAME = "xisuan-doctor";

    private static final Pattern SAID = Pattern.compile(
            "ValidatingAdmissionPolicy '(xisuan-[a-z-]+)' with binding '[^']*'(?: denied request)?: ([^\"]*)");

    private final KubernetesClient client;

    PolicyProbe(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Something that exists, and a copy of it to ask about.
     *
     * @param about kind, namespace and name for people
     * @param resource {@code pods} or {@code configmaps}
     */
    record Candidate(String about, String namespace, String resource, HasMetadata copy) {}

    /**
     * What came of asking.
     *
     * @param refusals what policies of ours said of it, each after its policy's name
     * @param otherwise why the API server refused the copy without a word of ours; then nothing is known
     */
    record Verdict(Candidate candidate, List<String> refusals, Optional<String> otherwise) {}

    /** Asks about everything that runs in tenants' namespaces and is not the operator's. */
    List<Verdict> verdicts() {
        List<Candidate> candidates = new ArrayList<>();
        client.namespaces().withLabel(Marks.TENANT).list().getItems().stream()
                .filter(namespace -> namespace.getMetadata().getDeletionTimestamp() == null)
                .map(Namespace::getMetadata)
                .forEach(namespace -> candidates.addAll(candidates(namespace.getName())));
        return Together.map(candidates, this::verdict);
    }

    private List<Candidate> candidates(String namespace) {
        Map<String, Candidate> found = new LinkedHashMap<>();
        client.pods().inNamespace(namespace).withoutLabel(Marks.JOB).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .filter(pod ->
                        !List.of("Succeeded", "Failed").contains(pod.getStatus().getPhase()))
                .map(PolicyProbe::candidate)
                .forEach(candidate -> found.putIfAbsent(candidate.about(), candidate));
        client.batch().v1().cronjobs().inNamespace(namespace).list().getItems().stream()
                .map(PolicyProbe::candidate)
                .forEach(candidate -> found.putIfAbsent(candidate.about(), candidate));
        client.configMaps().inNamespace(namespace).list().getItems().stream()
                .map(PolicyProbe::candidate)
                .forEach(candidate -> found.putIfAbsent(candidate.about(), candidate));
        return new ArrayList<>(found.values());
    }

    /** Pods of one owner are alike: they are one candidate, named by the owner. */
    static Candidate candidate(Pod pod) {
        String namespace = pod.getMetadata().getNamespace();
        String about = pod.getMetadata().getOwnerReferences().stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .map(owner -> owned(owner, pod))
                .findFirst()
                .orElse("Pod " + namespace + "/" + pod.getMetadata().getName());
        return new Candidate(about, namespace, "pods", copy(pod));
    }

    private static String owned(OwnerReference owner, Pod pod) {
        String hash = pod.getMetadata().getLabels() == null
                ? ""
                : pod.getMetadata().getLabels().getOrDefault("pod-template-hash", "");
        boolean deployed = owner.getKind().equals("ReplicaSet")
                && !hash.isEmpty()
                && owner.getName().endsWith("-" + hash);
        return "%s %s/%s"
                .formatted(
                        deployed ? "Deployment" : owner.getKind(),
                        pod.getMetadata().getNamespace(),
                        deployed
                                ? owner.getName().substring(0, owner.getName().length() - hash.length() - 1)
                                : owner.getName());
    }

    private static Candidate candidate(CronJob job) {
        PodTemplateSpec template = job.getSpec().getJobTemplate().getSpec().getTemplate();
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withNamespace(job.getMetadata().getNamespace())
                .endMetadata()
                .withSpec(template.getSpec())
                .build();
        if (template.getMetadata() != null) {
            pod.getMetadata().setLabels(template.getMetadata().getLabels());
            pod.getMetadata().setAnnotations(template.getMetadata().getAnnotations());
        }
        String about = "CronJob %s/%s"
                .formatted(pod.getMetadata().getNamespace(), job.getMetadata().getName());
        return new Candidate(about, pod.getMetadata().getNamespace(), "pods", copy(pod));
    }

    /** The keys are what matters; what they keep is left out. */
    private static Candidate candidate(ConfigMap map) {
        TreeMap<String, String> keys = new TreeMap<>();
        Optional.ofNullable(map.getData()).ifPresent(data -> data.keySet().forEach(key -> keys.put(key, "")));
        String namespace = map.getMetadata().getNamespace();
        ConfigMap copy = new ConfigMapBuilder()
                .withNewMetadata()
                .withName(NAME)
                .withNamespace(namespace)
                .endMetadata()
                .withData(keys)
                .build();
        return new Candidate(
                "ConfigMap %s/%s".formatted(namespace, map.getMetadata().getName()), namespace, "configmaps", copy);
    }

    /** Returns the pod as its creator sent it, as far as that can be told: without what the cluster has added since. */
    static Pod copy(Pod pod) {
        Pod copy = new PodBuilder(pod)
                .withNewMetadata()
                .withName(NAME)
                .withNamespace(pod.getMetadata().getNamespace())
                .withLabels(pod.getMetadata().getLabels())
                .withAnnotations(pod.getMetadata().getAnnotations())
                .withFinalizers(pod.getMetadata().getFinalizers())
                .endMetadata()
                .withStatus(null)
                .build();
        copy.getSpec().setPriority(null);
        copy.getSpec().setPreemptionPolicy(null);
        copy.getSpec().setOverhead(null);
        copy.getSpec().setEphemeralContainers(List.of());
        if (!namesItsNode(pod)) {
            copy.getSpec().setNodeName(null);
        }
        return copy;
    }

    /** A binding by the scheduler leaves no entry of the field; whoever created the pod with it does. */
    private static boolean namesItsNode(Pod pod) {
        List<ManagedFieldsEntry> entries = pod.getMetadata().getManagedFields();
        return entries != null
                && entries.stream()
                        .anyMatch(entry -> String.valueOf(entry.getFieldsV1()).contains("f:nodeName"));
    }

    private Verdict verdict(Candidate candidate) {
        String uri = "%sapi/v1/namespaces/%s/%s?dryRun=All&fieldManager=%s"
                .formatted(client.getMasterUrl(), candidate.namespace(), candidate.resource(), NAME);
        try {
            HttpResponse<String> answer = client.getHttpClient()
                    .sendAsync(
                            client.getHttpClient()
                                    .newHttpRequestBuilder()
                                    .uri(uri)
                                    .post(
                                            "application/json",
                                            client.getKubernetesSerialization().asJson(candidate.copy()))
                                    .build(),
                            String.class)
                    .join();
            return verdict(candidate, answer.headers("Warning"), answer.code(), answer.body());
        } catch (CompletionException e) {
            return new Verdict(candidate, List.of(), Optional.of(String.valueOf(e.getMessage())));
        }
    }

    /** Reads an answer: warnings of our policies, or their refusal, or another's. */
    static Verdict verdict(Candidate candidate, List<String> warnings, int status, String body) {
        List<String> refusals = new ArrayList<>();
        warnings.forEach(warning -> refusals.addAll(said(warning)));
        boolean refused = status >= 300;
        if (refused) {
            refusals.addAll(said(body));
        }
        Optional<String> otherwise = refused && refusals.isEmpty() ? Optional.of(message(body)) : Optional.empty();
        return new Verdict(candidate, refusals.stream().distinct().toList(), otherwise);
    }

    private static List<String> said(String text) {
        Matcher said = SAID.matcher(text.replace("\\\"", "'"));
        List<String> all = new ArrayList<>();
        while (said.find()) {
            all.add(said.group(1) + ": " + said.group(2).strip());
        }
        return all;
    }

    private static String message(String body) {
        Matcher message =
                Pattern.compile("\"message\":\\s*\"((?:[^\"\\\\]|\\\\.)*)\"").matcher(body);
        return message.find()
                ? message.group(1).replace("\\\"", "\"")
                : body.lines().findFirst().orElse("");
    }
}
