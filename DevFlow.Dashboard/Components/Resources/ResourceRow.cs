using DevFlow.Hosting.Dashboard;

namespace DevFlow.Dashboard.Components.Resources;

/// <summary>A row of the table.</summary>
/// <param name="Resource">What it shows.</param>
/// <param name="Depth">How far it is indented: 1 under its parent, 0 without one.</param>
internal sealed record ResourceRow(ResourceView Resource, int Depth)
{
    public const string ParentRelation = "Parent";

    /// <summary>In the order given, each child right below its parent, when that is among them.</summary>
    public static IReadOnlyList<ResourceRow> Of(IReadOnlyList<ResourceView> resources)
    {
        var names = resources.Select(resource => resource.Name).ToHashSet(StringComparer.Ordinal);
        var children = resources.ToLookup(resource => ParentOf(resource) is { } parent && names.Contains(parent) ? parent : "", StringComparer.Ordinal);
        var rows = new List<ResourceRow>(resources.Count);
        Add("", 0);
        // Parents that are each other's children are reached from no root.
        rows.AddRange(resources.Except(rows.Select(row => row.Resource)).Select(resource => new ResourceRow(resource, 0)).ToList());
        return rows;

        void Add(string parent, int depth)
        {
            foreach (var resource in children[parent])
            {
                rows.Add(new(resource, depth));
                Add(resource.Name, depth + 1);
            }
        }
    }

    private static string? ParentOf(ResourceView resource) => resource.Relations.FirstOrDefault(relation => relation.Kind == ParentRelation)?.Resource;
}
