using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace DevFlow.Secrets;

/// <summary>Reads Connect's JSON. Whatever is not that, is an exception that shows nothing of it.</summary>
internal static class ConnectJson
{
    public static IReadOnlyList<ConnectVault> Vaults(ReadOnlyMemory<byte> body) =>
        Read(body, ConnectJsonContext.Default.ListConnectVault, vaults => vaults.TrueForAll(vault => vault is { Id.Length: > 0 }));

    public static IReadOnlyList<ConnectItem> Items(ReadOnlyMemory<byte> body) =>
        Read(body, ConnectJsonContext.Default.ListConnectItem, items => items.TrueForAll(IsItem));

    public static ConnectItem Item(ReadOnlyMemory<byte> body) => Read(body, ConnectJsonContext.Default.ConnectItem, IsItem);

    /// <summary>The body of an error; null when it is not Connect's.</summary>
    public static ConnectErrorResponse? Error(ReadOnlyMemory<byte> body)
    {
        try
        {
            return Read(
                body, ConnectJsonContext.Default.ConnectErrorResponse,
                error => error is { Status: not null } or { Message: not null });
        }
        catch (ConnectException)
        {
            return null;
        }
    }

    public static ConnectHealthResponse Health(ReadOnlyMemory<byte> body) =>
        Read(body, ConnectJsonContext.Default.ConnectHealthResponse, health => health.Dependencies is not null);

    private static bool IsItem(ConnectItem? item) => item is { Id.Length: > 0 }
        && item.Fields.All(field => field is not null)
        && item.Sections.All(section => section is not null)
        && item.Files.All(file => file is not null)
        && item.Tags.All(tag => tag is not null);

    private static T Read<T>(ReadOnlyMemory<byte> body, JsonTypeInfo<T> type, Func<T, bool> isConnects)
        where T : class
    {
        try
        {
            if (JsonSerializer.Deserialize(body.Span, type) is { } value && isConnects(value))
                return value;
        }
        catch (JsonException)
        {
            // Its message and path may hold parts of the body, so nothing of it goes on.
        }

        throw new ConnectException(
            ConnectErrorKind.Unavailable, "answered with something that is not Connect's JSON",
            "see whether the address is 1Password Connect's own and nothing stands between");
    }
}
