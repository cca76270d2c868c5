namespace DevFlow.Hosting;

/// <summary>The application cannot be started as it is described. The message is written for the person who described it.</summary>
public class DistributedApplicationException : Exception
{
    /// <summary>Without a reason; give one instead.</summary>
    public DistributedApplicationException()
    {
    }

    /// <summary>With the reason.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    public DistributedApplicationException(string message)
        : base(message)
    {
    }

    /// <summary>With the reason and what caused it.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="inner">What caused it.</param>
    public DistributedApplicationException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
