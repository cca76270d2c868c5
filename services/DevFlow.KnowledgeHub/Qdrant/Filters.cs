namespace DevFlow.KnowledgeHub.Qdrant;

/// <summary>Conditions on the payload of points, as Qdrant's API has them.</summary>
internal static class Filters
{
    public static object Is(string key, object value) => new { key, match = new { value } };

    public static object IsAny(string key, IEnumerable<string> values) => new { key, match = new { any = values } };

    public static object All(params IEnumerable<object> conditions) => new { must = conditions };

    public static object AllBut(object not, params IEnumerable<object> conditions) => new { must = conditions, must_not = new[] { not } };
}
