package io.xisuan.cli.job;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ContainerResource;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.fabric8.kubernetes.client.dsl.Loggable;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.xisuan.billing.rendering.Language;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;

/**
 * The log of one worker, as its node has it.
 *
 * @param tail how many lines from the end; empty for all
 * @param language what is said where there is none
 */
record WorkerLog(KubernetesClient client, Pod pod, OptionalInt tail, Language language) {
    private static final long STARTING_NANOS = 1_000_000_000L;

    /**
     * Prints what there is.
     *
     * @return why there is nothing to print, or empty when it was printed
     */
    Optional<String> print(int rank, LogLines lines) {
        try (InputStream text = log().getLogInputStream()) {
            lines.copy(rank, text);
            return Optional.empty();
        } catch (KubernetesClientException e) {
            return Optional.of(why(e));
        } catch (IOException e) {
            return Optional.of(language.of("连接中断：", "the connection broke: ") + e.getMessage());
        }
    }

    /**
     * Prints what there is and what comes, until the worker ends; one that has not started yet is waited for.
     *
     * @return why there is nothing to print, or empty when it was printed
     */
    Optional<String> follow(int rank, LogLines lines) {
        while (starts()) {
            LockSupport.parkNanos(STARTING_NANOS);
        }
        try (LogWatch watch = log().watchLog()) {
            lines.copy(rank, watch.getOutput());
            return Optional.empty();
        } catch (KubernetesClientException e) {
            return Optional.of(why(e));
        } catch (IOException e) {
            return Optional.of(language.of("连接中断：", "the connection broke: ") + e.getMessage());
        }
    }

    private boolean starts() {
        Pod now = resource().get();
        return now != null && "Pending".equals(now.getStatus().getPhase());
    }

    private PodResource resource() {
        return client.pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName());
    }

    private Loggable log() {
        // The first container is the worker; what others may have added beside it is not the job's.
        ContainerResource worker =
                resource().inContainer(pod.getSpec().getContainers().getFirst().getName());
        return (tail.isPresent() ? worker.tailingLines(tail.getAsInt()) : worker).withReadyWaitTimeout(0);
    }

    private String why(KubernetesClientException e) {
        String said = Optional.ofNullable(e.getStatus())
                .map(status -> status.getMessage())
                .orElseGet(() -> String.valueOf(e.getMessage()));
        return switch (e.getCode()) {
            case HttpURLConnection.HTTP_NOT_FOUND ->
                language.of("Pod 已删除，日志也随之删除", "its pod is gone, and its log with it");
            case HttpURLConnection.HTTP_BAD_REQUEST -> language.of("还没有开始：", "it has not started: ") + said;
            default -> language.of("节点没有给出日志：", "its node does not give the log: ") + said;
        };
    }
}
