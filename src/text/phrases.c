/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists; clang-format would give each phrase a line. */
#include "text/phrases.h"

#include <stddef.h>

/* clang-format off */
const char *const phrases_sure[] = {
	"s'abonner", "je m'abonne", "abonnez-vous", "deja abonne",
	"deja abonne ? connectez-vous", "se connecter", "s'identifier", "s'inscrire",
	"me connecter", "creer un compte", "mon compte", "fil d'actu", "fil info", "publicite",
	"contenu sponsorise", "partager", "partager l'article", "partager cet article",
	"partager sur les reseaux sociaux", "envoyer par e-mail", "envoyer par mail",
	"envoyer a un ami", "imprimer l'article", "copier le lien", "ajouter aux favoris",
	"enregistrer l'article", "laisser un commentaire", "ajouter un commentaire",
	"voir les commentaires", "voir tous les commentaires", "aucun commentaire",
	"lire les commentaires", "signaler un abus", "lire la suite", "en savoir plus",
	"voir plus", "afficher plus", "voir tout", "charger plus", "retour en haut",
	"haut de page", "aller au contenu", "aller au contenu principal", "passer au contenu",
	"menu principal", "navigation principale", "ouvrir le menu", "fermer le menu",
	"rechercher sur le site", "mentions legales", "plan du site",
	"politique de confidentialite", "conditions generales d'utilisation",
	"conditions generales de vente", "gestion des cookies", "gerer les cookies",
	"gerer mes cookies", "parametrer les cookies", "tout accepter", "tout refuser",
	"continuer sans accepter", "accepter et fermer", "les plus lus", "les plus partages",
	"les plus commentes", "sur le meme sujet", "dans la meme rubrique", "articles lies",
	"a lire aussi", "lire aussi", "a lire egalement", "voir aussi", "a voir aussi",
	"a decouvrir", "recommande pour vous", "vous aimerez aussi", "nos newsletters",
	"inscription a la newsletter", "s'inscrire a la newsletter", "suivez-nous",
	"nous suivre", "rejoignez-nous", "telecharger l'application",
	"article reserve aux abonnes", "reserve aux abonnes", "ecouter l'article",
	"ecouter cet article", "article precedent", "article suivant", "chargement en cours",
	"tous droits reserves", "offrir cet article", "lecture restreinte", "faire un don",
	"subscribe", "subscribe now", "sign in", "sign up", "log in", "log out",
	"create account", "create an account", "my account", "already a subscriber",
	"already a subscriber? sign in", "advertisement", "sponsored content", "share this",
	"share this article", "share this story", "share this post", "share on facebook",
	"copy link", "print this article", "save article", "leave a comment", "leave a reply",
	"post a comment", "view comments", "show comments", "no comments", "no comments yet",
	"report abuse", "read more", "read the full story", "show more", "load more", "see all",
	"view all", "back to top", "skip to content", "skip to main content", "main menu",
	"open menu", "close menu", "toggle navigation", "privacy policy", "cookie policy",
	"terms of use", "terms of service", "terms and conditions", "cookie settings",
	"manage cookies", "accept all", "reject all", "accept all cookies", "most read",
	"most popular", "trending now", "related articles", "related stories", "related posts",
	"more on this story", "more from this author", "you might also like",
	"you may also like", "recommended for you", "recommended", "recommended stories",
	"editor's picks", "get our newsletter", "sign up for our newsletter", "follow us",
	"download the app", "subscribers only", "listen to this article", "previous article",
	"next article", "all rights reserved", "gift this article", "skip advertisement",
	"see more", "join the discussion", NULL,
};

const char *const phrases_sure_starts[] = {
	"lire aussi :", "lire aussi ", "a lire aussi :", "lire egalement :",
	"a lire egalement :", "voir aussi :", "a voir aussi :", "temps de lecture",
	"partager sur ", "partagez sur ", "suivez-nous sur ",
	"inscrivez-vous a notre newsletter", "inscrivez-vous a la newsletter",
	"abonnez-vous a ", "abonnez-vous pour ", "recevez notre newsletter",
	"pour participer aux discussions, identifiez-vous", "connectez-vous pour ",
	"identifiez-vous pour ", "cet article est reserve aux abonnes", "il vous reste ",
	"read also:", "read also ", "read more:", "reading time", "share on ", "follow us on ",
	"sign up for ", "sign up to ", "subscribe to our ", "subscribe to the ",
	"subscribe for ", "log in to ", "sign in to ", "please log in",
	"you have reached your limit", "already have an account", "don't have an account",
	"this article is for subscribers", "enter your email",
	"your email address will not be published", "votre adresse e-mail ne sera pas publiee",
	"votre adresse de messagerie ne sera pas publiee", "votre adresse e-mail", NULL,
};

const char *const phrases_notices[] = {
	"nous utilisons des cookies", "nous et nos partenaires utilisons des cookies",
	"nous et nos partenaires stockons", "ce site utilise des cookies",
	"notre site utilise des cookies", "en poursuivant votre navigation",
	"en continuant a naviguer", "we use cookies", "we and our partners use cookies",
	"we and our partners store", "this site uses cookies", "this website uses cookies",
	"our site uses cookies", "by continuing to browse", "by continuing to use this site",
	"by clicking", NULL,
};

const char *const phrases_weak[] = {
	"connexion", "annonce", "commenter", "reagir", "repondre", "chargement", "loader",
	"recommended", "reply", "share", "loading", "accueil", "menu", "recherche",
	"rechercher", "fermer", "suivant", "precedent", "imprimer", "envoyer", "contact",
	"contacts", "chat", "direct", "en direct", "videos", "video", "photos", "podcasts",
	"newsletter", "newsletters", "commentaires", "partages", "facebook", "twitter", "x",
	"instagram", "linkedin", "whatsapp", "telegram", "youtube", "tiktok", "pinterest",
	"mastodon", "bluesky", "reddit", "e-mail", "email", "mail", "rss", "flux rss",
	"actualites", "actualite", "a la une", "une", "monde", "international", "politique",
	"economie", "societe", "culture", "sport", "sports", "sciences", "sante", "planete",
	"opinions", "idees", "debats", "meteo", "jeux", "boutique", "services", "annonces",
	"emploi", "immobilier", "annuaire", "aide", "faq", "archives", "a propos",
	"qui sommes-nous", "publicites", "regie publicitaire", "accepter", "refuser", "ok",
	"non merci", "plus tard", "valider", "favoris", "favori", "j'aime", "tags", "mots-cles",
	"themes", "auteur", "auteurs", "fiche", "retour", "home", "search", "close", "next",
	"previous", "print", "save", "news", "world", "politics", "business", "opinion", "arts",
	"lifestyle", "travel", "science", "health", "tech", "technology", "weather", "games",
	"shop", "jobs", "help", "about", "about us", "contact us", "careers", "advertise",
	"donate", "support us", "live", "watch", "listen", "comments", "comment", "like",
	"likes", "tweet", "follow", "topics", "authors", "back", "submit", "cancel", "accept",
	"reject", "latest", "top stories", "us", "uk", "search...", NULL,
};

const char *const phrases_openers[] = {
	"les plus lus", "les plus partages", "les plus commentes", "sur le meme sujet",
	"dans la meme rubrique", "articles lies", "a lire aussi", "lire aussi",
	"a lire egalement", "voir aussi", "a voir aussi", "a decouvrir", "recommande pour vous",
	"vous aimerez aussi", "most read", "most popular", "trending now", "related articles",
	"related stories", "related posts", "more on this story", "you might also like",
	"you may also like", "recommended for you", "recommended stories", "editor's picks",
	NULL,
};

const char *const phrases_counted[] = {
	"commentaire", "commentaires", "partage", "partages", "reaction", "reactions", "vue",
	"vues", "j'aime", "abonnes", "min de lecture", "mn de lecture", "minutes de lecture",
	"min", "comment", "comments", "share", "shares", "like", "likes", "views", "view",
	"min read", "minute read", "minutes read", "replies", "followers", NULL,
};
/* clang-format on */
