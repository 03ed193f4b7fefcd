namespace Tieline.WebexSimulator.Messaging.Cards;

/// <summary>The newest thousand submitted cards.</summary>
internal sealed class ActionBook
{
    private const int Kept = 1_000;
    private readonly Queue<AttachmentAction> actions = new();

    public IReadOnlyCollection<AttachmentAction> All => actions;

    public AttachmentAction? Find(string id) => actions.FirstOrDefault(action => Ids.Same(id, action.Id));

    public void Add(AttachmentAction action)
    {
        actions.Enqueue(action);
        if (actions.Count > Kept)
        {
            actions.Dequeue();
        }
    }

    public void Clear() => actions.Clear();
}
