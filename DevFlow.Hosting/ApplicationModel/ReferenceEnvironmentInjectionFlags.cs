namespace DevFlow.Hosting.ApplicationModel;

/// <summary>What <c>WithReference</c> puts into the environment of the resource that refers to another.</summary>
[Flags]
public enum ReferenceEnvironmentInjectionFlags
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary><c>ConnectionStrings__{name}</c>.</summary>
    ConnectionString = 1,

    /// <summary>The parts of a connection string, each in a variable of its own. The local engine never does this: it copies passwords.</summary>
    ConnectionProperties = 2,

    /// <summary><c>services__{name}__{scheme}__{index}</c>.</summary>
    ServiceDiscovery = 4,

    /// <summary><c>{NAME}_{ENDPOINT}</c>.</summary>
    Endpoints = 8,

    /// <summary>All of these.</summary>
    All = ConnectionString | ConnectionProperties | ServiceDiscovery | Endpoints,
}
