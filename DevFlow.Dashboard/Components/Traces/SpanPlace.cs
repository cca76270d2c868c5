namespace DevFlow.Dashboard.Components.Traces;

/// <summary>Why a span stands where it does in the tree.</summary>
public enum SpanPlace
{
    /// <summary>It has no parent.</summary>
    Root,

    /// <summary>Below its parent.</summary>
    Child,

    /// <summary>At the top: its parent has not come, or was not kept.</summary>
    ParentMissing,

    /// <summary>At the top: it names itself or one of its descendants as its parent.</summary>
    ParentInCircle,
}
