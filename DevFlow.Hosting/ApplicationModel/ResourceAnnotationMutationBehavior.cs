namespace DevFlow.Hosting.ApplicationModel;

/// <summary>What happens to annotations of the same type when one is added.</summary>
public enum ResourceAnnotationMutationBehavior
{
    /// <summary>They stay beside it.</summary>
    Append,

    /// <summary>They make way for it.</summary>
    Replace,
}
