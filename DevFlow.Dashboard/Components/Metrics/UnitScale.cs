namespace DevFlow.Dashboard.Components.Metrics;

/// <param name="Divisor">What a value is divided by to be written in it.</param>
/// <param name="Name">What stands behind the number.</param>
/// <param name="One">What stands behind the number one.</param>
public sealed record UnitScale(double Divisor, string Name, string One)
{
    public UnitScale(double divisor, string name)
        : this(divisor, name, name)
    {
    }

    /// <summary>The lowest value that is written in it.</summary>
    public double From { get; init; } = Divisor;
}
