namespace DevFlow.Secrets;

/// <summary>The topology that <c>DEVFLOW_MODE</c> picks.</summary>
public enum DevFlowMode
{
    /// <summary>Everything runs on this machine.</summary>
    Local,

    /// <summary>Gateway, UI and webhooks run here; stores and knowledge are hosted.</summary>
    Hybrid,

    /// <summary>Only the gateway and the UI run here.</summary>
    SaaS,

    /// <summary>Everything runs on the premises, with 1Password Connect.</summary>
    OnPrem,
}
