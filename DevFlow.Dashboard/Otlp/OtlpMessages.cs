namespace DevFlow.Dashboard.Otlp;

/// <summary>What senders are told, in words for the person who set them up.</summary>
internal static class OtlpMessages
{
    public const string Malformed = "This is not an OTLP message in protobuf with texts in UTF-8, or it is nested too deeply.";

    public const string Key =
        "The header x-otlp-api-key is missing or wrong. A resource of the app host gets it in OTEL_EXPORTER_OTLP_HEADERS (x-otlp-api-key=...): "
        + "set OTEL_EXPORTER_OTLP_HEADERS for this sender to what a resource has, or start it from the app host.";

    public const string NotYet = "The dashboard has not heard from its app host yet, so it cannot check the key. Send again.";

    public const string ContentType = "Send application/x-protobuf, as it is or packed by gzip (OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf).";

    public static string TooLarge(int maxBytes) =>
        $"The message is larger than {maxBytes} bytes (unpacked). Send smaller batches (OTEL_BSP_MAX_EXPORT_BATCH_SIZE, OTEL_BLRP_MAX_EXPORT_BATCH_SIZE), or raise Dashboard:{nameof(DashboardOptions.MaxOtlpBytes)}.";
}
