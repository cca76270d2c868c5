namespace DevFlow.Hosting.Local;

internal sealed record StandInRegistration(Type ResourceType, ILocalStandIn StandIn);
