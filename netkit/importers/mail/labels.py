"""The names of folders whose mail was never sent, never wanted, or thrown away, as Gmail and others say them."""

from __future__ import annotations

SPAM = {
    "spam", "junk", "junk e-mail", "junk-e-mail", "junk email", "bulk mail", "pourriel", "courrier indésirable",
    "correo no deseado", "correo basura", "posta indesiderata", "lixo eletrônico", "ongewenst", "ongewenste e-mail",
    "skräppost", "søppelpost", "roskaposti", "correu brossa", "neželjena pošta", "nezaželeno", "rämpspost", "mēstules",
    "el. pašto šiukšlės", "спам", "нежелательная почта", "ανεπιθύμητα", "ανεπιθύμητη αλληλογραφία", "ספאם", "דואר זבל",
    "الرسائل غير المرغوب فيها", "غير مرغوب فيها", "هرزنامه", "स्पैम", "สแปม", "จดหมายขยะ", "thư rác", "迷惑メール",
    "스팸", "스팸함", "垃圾邮件", "垃圾郵件",
}  # fmt: skip
TRASH = {
    "trash", "bin", "deleted", "deleted items", "deleted messages", "papierkorb", "gelöschte elemente", "gelöscht",
    "corbeille", "éléments supprimés", "papelera", "elementos eliminados", "cestino", "posta eliminata", "lixeira",
    "lixo", "itens excluídos", "prullenbak", "verwijderde items", "papperskorgen", "papperskorg",
    "papirkurv", "papirkurven", "roskakori", "kosz", "koš", "kôš", "kuka", "coș de gunoi", "çöp kutusu", "çöp",
    "корзина", "кошик", "кошче", "отпад", "smeće", "prügikast", "miskaste", "šiukšliadėžė", "κάδος",
    "κάδος απορριμμάτων", "paperera", "אשפה", "المهملات", "سطل زباله", "ट्रैश", "ถังขยะ", "thùng rác", "sampah",
    "tong sampah", "ゴミ箱", "휴지통", "已删除邮件", "回收站", "垃圾桶", "垃圾箱",
}  # fmt: skip
DRAFTS = {
    "draft", "drafts", "entwurf", "entwürfe", "brouillon", "brouillons", "borrador", "borradores", "bozza", "bozze",
    "rascunho", "rascunhos", "concepten", "utkast", "kladde", "kladder", "luonnos", "luonnokset",
    "wersje robocze", "koncepty", "piszkozat", "piszkozatok", "mesaje nefinalizate", "ciorne", "taslaklar",
    "черновик", "черновики", "чернетки", "чернова", "skice", "osnutki", "mustandid", "melnraksti", "juodraščiai",
    "πρόχειρα", "esborranys", "טיוטות", "المسودات", "مسودات", "ड्राफ़्ट", "ร่างจดหมาย", "thư nháp", "draf",
    "下書き", "임시보관함", "草稿",
}  # fmt: skip
CHATS = {"chat", "chats"}
REASONS = {
    "it is spam": SPAM,
    "it was thrown away": TRASH,
    "it is a draft that was never sent": DRAFTS,
    "it is a chat, no mail": CHATS,
}
WHY = {label.casefold(): reason for reason, labels in REASONS.items() for label in labels}


def unwanted(labels: str) -> str:
    """Why mail with these labels (separated by commas) is left out; '' if it is not."""
    folded = (label.strip(' "').casefold() for label in labels.split(","))
    return next((WHY[label] for label in folded if label in WHY), "")
