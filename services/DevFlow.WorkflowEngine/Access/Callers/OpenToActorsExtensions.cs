namespace DevFlow.WorkflowEngine.Access;

internal static class OpenToActorsExtensions
{
    /// <summary>Lets one that acts for somebody call this in that one's name. It must answer with no value, and give nobody access.</summary>
    public static TBuilder AllowActors<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder
    {
        OpenToActors.Mark(endpoint);
        return endpoint;
    }
}
