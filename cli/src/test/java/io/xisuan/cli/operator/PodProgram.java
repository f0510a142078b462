package io.xisuan.cli.operator;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.operator.testbed.Testbed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a pod's container runs, as a process: the test bed's kubelets run no images. Arguments, variables, mounted files and the
 * ServiceAccount's token are the pod's own; only the places differ, a folder for each volume, and a free port of loopback.
 */
final class PodProgram {
    private static final String TOKEN_LASTS = "1h";
    private static final String KUBELET = "/var/lib/kubelet/pod-resources";

    private final Testbed testbed;
    private final KubernetesClient admin;
    private final Path volumes;

    /** @param volumes where the pod's volumes lie; a volume that is a claim keeps its folder from pod to pod */
    PodProgram(Testbed testbed, KubernetesClient admin, Path volumes) {
        this.testbed = testbed;
        this.admin = admin;
        this.volumes = volumes;
    }

    ChildProgram start(Pod pod, String name, Path log) {
        Container container = pod.getSpec().getContainers().stream()
                .filter(one -> one.getName().equals(name))
                .findFirst()
                .orElseThrow();
        Map<String, Path> mounts = mounts(pod, container);
        List<String> arguments = new ArrayList<>();
        container.getArgs().stream()
                .map(argument -> placed(argument, mounts))
                .map(argument -> argument.replaceFirst("^--listen=:\\d+$", "--listen=127.0.0.1:0"))
                .forEach(arguments::add);
        Map<String, String> environment = new LinkedHashMap<>();
        for (EnvVar variable : container.getEnv()) {
            environment.put(variable.getName(), placed(value(pod, variable), mounts));
        }
        if (mounts.containsKey(KUBELET)) {
            arguments.addAll(inPod(pod, mounts.get(KUBELET)));
        } else if (!Boolean.FALSE.equals(pod.getSpec().getAutomountServiceAccountToken())) {
            environment.put("KUBECONFIG", kubeconfig(pod).toString());
        }
        return ChildProgram.start(log, environment, arguments);
    }

    /** Returns where the agent finds what a pod has at places of its own: the kubelet's socket, and its account's token. */
    private List<String> inPod(Pod pod, Path sockets) {
        Config config = admin.getConfiguration();
        return List.of(
                "--socket=" + sockets.resolve("kubelet.sock"),
                "--api=" + config.getMasterUrl(),
                "--api-token=" + written("token", token(pod)),
                "--api-ca=" + authorities(config));
    }

    private Path authorities(Config config) {
        return config.getCaCertFile() != null
                ? Path.of(config.getCaCertFile())
                : written(
                        "ca.crt",
                        new String(Base64.getMimeDecoder().decode(config.getCaCertData()), StandardCharsets.UTF_8));
    }

    private String value(Pod pod, EnvVar variable) {
        EnvVarSource from = variable.getValueFrom();
        if (from == null) {
            return variable.getValue();
        }
        if (from.getFieldRef() != null
                && "spec.nodeName".equals(from.getFieldRef().getFieldPath())) {
            return pod.getSpec().getNodeName();
        }
        SecretKeySelector secret = from.getSecretKeyRef();
        return new String(secret(pod, secret.getName()).get(secret.getKey()), StandardCharsets.UTF_8);
    }

    /** Returns a Secret's content, by its keys. */
    private SortedMap<String, byte[]> secret(Pod pod, String name) {
        SortedMap<String, byte[]> content = new TreeMap<>();
        admin.secrets()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(name)
                .require()
                .getData()
                .forEach((key, value) -> content.put(key, Base64.getDecoder().decode(value)));
        return content;
    }

    /** Returns the folder of a claim. */
    Path claim(String name) {
        return volumes.resolve(name);
    }

    private Map<String, Path> mounts(Pod pod, Container container) {
        Map<String, Path> mounts = new LinkedHashMap<>();
        for (VolumeMount mount : container.getVolumeMounts()) {
            Volume volume = pod.getSpec().getVolumes().stream()
                    .filter(one -> one.getName().equals(mount.getName()))
                    .findFirst()
                    .orElseThrow();
            if (volume.getProjected() == null) {
                mounts.put(mount.getMountPath(), folder(pod, volume));
            }
        }
        return mounts;
    }

    private Path folder(Pod pod, Volume volume) {
        try {
            if (volume.getHostPath() != null) {
                return Path.of(volume.getHostPath().getPath());
            }
            if (volume.getPersistentVolumeClaim() != null) {
                return Files.createDirectories(
                        claim(volume.getPersistentVolumeClaim().getClaimName()));
            }
            Path folder = Files.createDirectories(
                    volumes.resolve(pod.getMetadata().getUid()).resolve(volume.getName()));
            if (volume.getConfigMap() != null) {
                ConfigMap map = admin.configMaps()
                        .inNamespace(pod.getMetadata().getNamespace())
                        .withName(volume.getConfigMap().getName())
                        .require();
                for (Map.Entry<String, String> file : map.getData().entrySet()) {
                    Files.writeString(folder.resolve(file.getKey()), file.getValue(), StandardCharsets.UTF_8);
                }
            } else if (volume.getSecret() != null) {
                for (Map.Entry<String, byte[]> file :
                        secret(pod, volume.getSecret().getSecretName()).entrySet()) {
                    Files.write(folder.resolve(file.getKey()), file.getValue());
                }
            } else if (volume.getEmptyDir() == null) {
                throw new IllegalStateException("nothing is known of volume " + volume);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a text with the one mounted path that it may name, the longest that fits, where that lies here. */
    private static String placed(String text, Map<String, Path> mounts) {
        return mounts.keySet().stream()
                .filter(text::contains)
                .max(Comparator.comparingInt(String::length))
                .map(mount -> text.replace(mount, String.valueOf(mounts.get(mount))))
                .orElse(text);
    }

    /** Writes how the pod's ServiceAccount reaches the API server: the administrator's file with its token alone. */
    private Path kubeconfig(Pod pod) {
        try {
            String token = token(pod);
            List<String> lines = new ArrayList<>();
            for (String line : Files.readAllLines(testbed.kubeconfig("admin"), StandardCharsets.UTF_8)) {
                lines.add(line.startsWith("    token: ") ? "    token: " + token : line);
            }
            return written(pod.getMetadata().getUid() + ".kubeconfig", String.join("\n", lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String token(Pod pod) {
        return testbed.kubectl(
                        "admin",
                        "create",
                        "token",
                        pod.getSpec().getServiceAccountName(),
                        "-n",
                        pod.getMetadata().getNamespace(),
                        "--duration",
                        TOKEN_LASTS)
                .done()
                .strip();
    }

    private Path written(String name, String text) {
        try {
            return Files.writeString(volumes.resolve(name), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
