package io.xisuan.operator.api.v1alpha1;

/** The text forms of values in our resources, as anchored regular expressions that the API server checks. */
public final class Patterns {
    /** Yuan with at most two decimals, never negative: {@code 1234.56}. */
    public static final String MONEY = "^(0|[1-9][0-9]{0,12})(\\.[0-9]{1,2})?$";

    /** Yuan per device-hour with at most six decimals, never negative: {@code 5.15}. */
    public static final String PRICE = "^(0|[1-9][0-9]{0,8})(\\.[0-9]{1,6})?$";

    /** A share between nothing and all: {@code 0.30}; not {@code 30} and not {@code 30%}. */
    public static final String RATE = "^(0(\\.[0-9]{1,6})?|1(\\.0{1,6})?)$";

    /** A share as a decimal or as a fraction: {@code 0.5}, {@code 1/3}. */
    public static final String SHARE = "^(0(\\.[0-9]{1,6})?|1(\\.0{1,6})?|[1-9][0-9]?/[1-9][0-9]?)$";

    /** Any decimal number from 0 to 99 with at most four decimals: {@code 1.07}. */
    public static final String FACTOR = "^(0|[1-9][0-9]?)(\\.[0-9]{1,4})?$";

    /** A length of time in days, hours, minutes and seconds: {@code 36h}, {@code 2d12h}, {@code 120s}. */
    public static final String DURATION = "^([0-9]{1,4}d)?([0-9]{1,5}h)?([0-9]{1,6}m)?([0-9]{1,8}s)?$";

    /** A calendar day, {@code 2025-10-01}. */
    public static final String DATE = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";

    /** An instant with its offset, {@code 2025-10-01T09:30:00+08:00}. */
    public static final String INSTANT =
            "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](Z|[+-][0-9]{2}:[0-9]{2})$";

    /** A time of day in Asia/Shanghai, {@code 08:00}; {@code 24:00} is the end of the day. */
    public static final String TIME_OF_DAY = "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$";

    /** The name of a resource that we refer to (RFC 1123 label). */
    public static final String NAME = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";

    /** A place from the province downwards, {@code gansu/qingyang}. */
    public static final String JURISDICTION = "^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*){0,3}$";

    /** The form of a unified social credit code (GB 32100-2015); its check digits are computed when it is read. */
    public static final String CREDIT_CODE = "^[0-9A-HJ-NPQRTUWXY]{18}$";

    /** Where a job's data or checkpoints are. */
    public static final String STORE = "^(s3|oss|obs|cos|pvc)://[^\\s]+$";

    /** A Kubernetes quantity without decimals, {@code 64Gi}. */
    public static final String QUANTITY = "^[0-9]{1,9}(m|k|M|G|T|Ki|Mi|Gi|Ti)?$";

    /** The name of an environment variable. */
    public static final String VARIABLE = "^[A-Za-z_][A-Za-z0-9_]*$";

    /** A MIG profile, {@code 1g.10gb}. */
    public static final String PARTITION = "^[1-7]g\\.[0-9]{1,3}gb$";

    /** An extended resource of a device plugin, {@code rdma/hca_shared_devices_a}. */
    public static final String RESOURCE = "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?/[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$";

    /** A secondary network by its namespace and name, or by its name: {@code kube-system/rdma-net}. */
    public static final String NETWORK = "^([a-z0-9]([-a-z0-9]*[a-z0-9])?/)?[a-z0-9]([-a-z0-9.]*[a-z0-9])?$";

    /** The beginning of addresses of an object store, {@code s3://bucket/}. */
    public static final String STORE_PREFIX = "^(s3|oss|obs|cos)://[^\\s]*$";

    /** The name of a Secret, ConfigMap or claim (RFC 1123 subdomain): {@code registry.example}. */
    public static final String OBJECT = "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$";

    private Patterns() {}
}
