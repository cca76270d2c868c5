using System.Collections.Immutable;
using System.Text.Json;

namespace DevFlow.QdrantEmulator;

/// <summary>What a collection was made to be.</summary>
/// <param name="Vectors">By name; the only one of a collection without names is <see cref="Unnamed"/>.</param>
/// <param name="Json">All of it, as an answer shows it.</param>
internal sealed record CollectionConfig(ImmutableSortedDictionary<string, VectorParams> Vectors, JsonElement Json)
{
    public const string Unnamed = "";

    /// <summary>From JSON that <see cref="CollectionConfigReader"/> made.</summary>
    public static CollectionConfig From(JsonElement json)
    {
        var vectors = json.GetProperty("params").Find("vectors");
        return new(
            vectors is not { } given ? ImmutableSortedDictionary<string, VectorParams>.Empty
            : IsSingle(given) ? ImmutableSortedDictionary<string, VectorParams>.Empty.Add(Unnamed, Params(given))
            : given.EnumerateObject().ToImmutableSortedDictionary(member => member.Name, member => Params(member.Value), StringComparer.Ordinal),
            json);
    }

    /// <summary>Whether it is one vector's parameters, and not an object of them by name.</summary>
    public static bool IsSingle(JsonElement vectors) =>
        vectors.Find("size") is { ValueKind: not JsonValueKind.Object } || vectors.Find("distance") is { ValueKind: not JsonValueKind.Object };

    /// <exception cref="ApiException">There is no such vector.</exception>
    public VectorParams Vector(string name) => Vectors.TryGetValue(name, out var found) ? found
        : name == Unnamed && Vectors.Count > 0 ? throw ApiException.WrongInput(
            $"Collection requires specified vector name in the request, available names: {string.Join(", ", Vectors.Keys)}")
        : throw ApiException.NoVector(name);

    private static VectorParams Params(JsonElement json) =>
        new(json.GetProperty("size").GetInt32(), Enum.Parse<Distance>(json.GetProperty("distance").GetString()!));
}
