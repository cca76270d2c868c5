namespace DevFlow.Hosting.ApplicationModel;

/// <summary>A value made of others.</summary>
public interface IValueWithReferences
{
    /// <summary>What it is made of.</summary>
    IEnumerable<object> References { get; }
}
