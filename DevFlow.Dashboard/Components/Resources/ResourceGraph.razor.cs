using System.Globalization;
using System.Text;
using DevFlow.Hosting.Dashboard;
using Microsoft.AspNetCore.Components;

namespace DevFlow.Dashboard.Components.Resources;

/// <summary>What needs what. Each node leads to the resource's details.</summary>
public sealed partial class ResourceGraph
{
    private const double NodeWidth = 208;
    private const double NodeHeight = 56;
    private const double ColumnWidth = 232;
    private const double LayerHeight = 120;
    private const double Margin = 4;
    private const double BetweenTwo = 7;

    private static readonly (string Kind, string Class, string Text)[] EdgeKinds =
        [("Reference", "reference", "refers to"), ("WaitFor", "wait", "waits for"), (ResourceRow.ParentRelation, "parent", "belongs to")];

    private readonly Dictionary<string, ElementReference> _links = new(StringComparer.Ordinal);

    private GraphLayout _layout = GraphLayout.Of([], []);
    private IReadOnlyList<(GraphRoute Route, IReadOnlyList<(string Kind, double Offset)> Kinds)> _routes = [];

    /// <summary>The resources to draw.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<string> Names { get; set; } = [];

    /// <summary>The name of the resource whose details are open.</summary>
    [Parameter]
    public string? Selected { get; set; }

    private double Width => (_layout.Width * ColumnWidth) + (2 * Margin);

    private double Height => ((_layout.Layers - 1) * LayerHeight) + NodeHeight + (2 * Margin);

    /// <summary>Sets the keyboard on a node.</summary>
    public ValueTask FocusAsync(string name) => Names.Contains(name, StringComparer.Ordinal) ? _links[name].FocusAsync() : default;

    protected override void OnParametersSet()
    {
        var relations = Names.SelectMany(name => Board.Find(name)!.Relations.Select(relation => (Edge: new GraphEdge(name, relation.Resource), relation.Kind)))
            .ToLookup(relation => relation.Edge, relation => relation.Kind);
        _layout = GraphLayout.Of(Names, relations.Select(relation => relation.Key));
        _routes = [.. _layout.Routes.Select(route => (route, Beside(EdgeKinds.Where(kind => relations[route.Edge].Contains(kind.Kind)).Select(kind => kind.Class))))];
    }

    // A reference that is waited for as well is two lines side by side.
    private static IReadOnlyList<(string Kind, double Offset)> Beside(IEnumerable<string> kinds)
    {
        var drawn = kinds.ToList();
        return [.. drawn.Select((kind, index) => (kind, (index - ((drawn.Count - 1) / 2.0)) * BetweenTwo))];
    }

    private bool Touches(GraphRoute route) => Selected is not null && (route.Edge.From == Selected || route.Edge.To == Selected);

    private static double Top(GraphSlot slot) => Margin + (slot.Layer * LayerHeight);

    private static double Middle(GraphSlot slot) => Margin + (slot.Position * ColumnWidth);

    // From the bottom of one node to the top of the next, upright where it leaves and where it arrives; upright, too, past the nodes between.
    private static string PathOf(GraphRoute route, double offset)
    {
        var path = new StringBuilder();
        var down = route.Slots[^1].Layer > route.Slots[0].Layer;
        var turn = (LayerHeight - NodeHeight) / 2 * (down ? 1 : -1);
        for (var i = 0; i < route.Slots.Count; i++)
        {
            var top = Top(route.Slots[i]);
            var (near, far) = down ? (top, top + NodeHeight) : (top + NodeHeight, top);
            var x = Middle(route.Slots[i]) + offset;
            if (i == 0)
            {
                path.Append(CultureInfo.InvariantCulture, $"M{x:0.#} {far:0.#}");
                continue;
            }

            var before = Middle(route.Slots[i - 1]) + offset;
            path.Append(CultureInfo.InvariantCulture, $"C{before:0.#} {near - turn:0.#} {x:0.#} {near - turn:0.#} {x:0.#} {near:0.#}");
            if (i < route.Slots.Count - 1)
                path.Append(CultureInfo.InvariantCulture, $"V{far:0.#}");
        }

        return path.ToString();
    }

    private static string Describe(ResourceView resource) => string.Join(": ", new[] { resource.Kind, ResourceTone.Complaint(resource) }.OfType<string>());

    private static string Number(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
